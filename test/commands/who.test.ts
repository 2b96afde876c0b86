import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { Card } from '../../src/core/card.ts'
import { DeskError } from '../../src/core/errors.ts'
import { locales } from '../../src/core/locale.ts'
import { optionIds } from '../../src/core/option.ts'
import { code } from '../../src/core/phrase.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { findOption } from '../../src/text/option-names.ts'
import { sayPhrase, speak } from '../../src/text/speak.ts'
import { KnownCopies, type KnownCustomer } from '../directory/known-copies.ts'
import { findProblems } from '../helpers/block-kit-referee.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

const customers: KnownCustomer[] = [
  { id: '101', name: 'Acme Corp', domain: 'acme.example', code: 'AC-1' },
  { id: '102', name: 'Acme Holdings', domain: 'holdings.example', isGone: true },
  { id: '103', name: '株式会社アオゾラ', domain: 'aozora.example', code: '101' },
  { id: '104', name: 'Twin', domain: 'east.example' },
  { id: '105', name: 'Twin', domain: 'west.example' },
  { id: '106', name: null, domain: 'nameless.example', code: 'TWO' },
  { id: '107', name: 'Seven', code: 'TWO' },
  { id: '108', name: '777 Logistics' },
]

function startDesk(copies = new KnownCopies(customers)) {
  const directory = createDirectory({ copies, wallClock: () => 0, log: silentLog })
  const partner = knownPartner({ customer: {} })
  const asked: string[] = []
  const desk = createDesk({
    partner: {
      ...partner,
      customer: async (id, options) => {
        asked.push(id)
        return { ...(await partner.customer(id, options)), companyName: `Company ${id}` }
      },
    },
    clock: clockOn('2026-11-21'),
    directory,
    findOption,
    audit: collectedAudit(),
    log: silentLog,
  })
  return {
    asked,
    answer: async (line: string) => {
      const card = await desk.answer(typed(line), englishReader)
      return { card, lines: linesOf(card) }
    },
  }
}

const commandsOf = (card: Card) => card.actions.map(({ command }) => command)

describe('one customer answers', () => {
  it.each([
    ['customer acme corp', '101', 'Company 101'],
    ['customer acme.example', '101', 'Company 101'],
    ['customer AC-1', '101', 'Company 101'],
    ['customer "Acme Corp"', '101', 'Company 101'],
    ['customer ｱｵｿﾞﾗ', '103', 'Company 103'],
    ['customer 777 logistics', '108', 'Company 108'],
    ['customer 103', '103', 'Company 103'],
    ['customer 10000001', '10000001', 'Company 10000001'],
    ['customer id:101', '101', 'Company 101'],
    ['renewal ID:101 NEW', '101', 'Renewal of NEW at Company 101'],
    ['subscriptions acme corp', '101', 'Subscriptions of Company 101'],
    ['options acme corp', '101', 'Options of Company 101'],
    ['renewal Acme Corp Drive', '101', 'Renewal of Drive (DRV) at Company 101'],
    ['renewal acme.example NEW_OPTION9', '101', 'Renewal of NEW_OPTION9 at Company 101'],
    ['renewal アオゾラ ドライブ', '103', 'Renewal of Drive (DRV) at Company 103'],
    ['scheduled Acme Corp', '101', 'Scheduled changes of Company 101'],
    ['scheduled Acme Corp Drive', '101', 'Scheduled change of Drive (DRV) at Company 101'],
    ['contact Acme Corp', '101', 'Contact at Company 101'],
  ])('%s', async (line, id, title) => {
    const { answer, asked } = startDesk()
    expect((await answer(line)).lines[0]).toBe(title)
    expect(asked).toEqual([id])
  })

  it('and its buttons ask by ID, whatever was typed', async () => {
    const { card } = await startDesk().answer('renewal アオゾラ Drive')
    expect(commandsOf(card)).toContain('renewal 103 DRV')
  })

  it.each(locales)('with every option by its name in %s behind a name', async (locale) => {
    const { answer } = startDesk()
    const reader = { locale, zone: 'Asia/Tokyo' }
    for (const id of optionIds) {
      const name = sayPhrase(code('option', id), reader)
      expect(commandsOf((await answer(`renewal 777 Logistics ${name}`)).card)).toContain(`renewal 108 ${id}`)
    }
  })
})

describe('an ID that is somebody’s code as well', () => {
  it('is no matter of a list of so many days', async () => {
    expect(commandsOf((await startDesk().answer('expiring 101')).card)).toContain('expiring 101')
  })

  it('is never what a button asks by, so that no button leads back to the list', async () => {
    const { answer, asked } = startDesk()
    const [first] = commandsOf((await answer('options 101')).card)
    expect(first).toBe('options id:101')
    const reached = await answer(first ?? '')
    expect(asked).toEqual(['101'])
    expect(commandsOf(reached.card)).toContain('customer id:101')
    expect(reached.card.actions).toContainEqual(
      expect.objectContaining({ kind: 'share', command: 'options id:101' }),
    )
    for (const command of commandsOf(reached.card)) {
      expect((await answer(command)).lines[0]).not.toBe('Which customer?')
    }
  })
})

describe('several customers are a list to pick from', () => {
  it('with what tells them apart, those that are gone last and marked', async () => {
    const { card, lines } = await startDesk().answer('customer acme')
    expect(card.kind).toBe('answer')
    expect(lines).toEqual([
      'Which customer?',
      '“acme” fits 2 customers.',
      'Acme Corp',
      'Domain: acme.example',
      'Domain ID: 101',
      'Customer code: AC-1',
      'Acme Holdings',
      'Domain: holdings.example',
      'Domain ID: 102',
      'Status: No longer a customer',
      '/customer id:101 (Acme Corp)',
      '/customer 102 (Acme Holdings)',
    ])
  })

  it.each([
    ['renewal acme Drive', ['renewal id:101 DRV', 'renewal 102 DRV']],
    ['scheduled acme', ['scheduled id:101', 'scheduled 102']],
    ['scheduled acme ドライブ', ['scheduled id:101 DRV', 'scheduled 102 DRV']],
    ['contact acme', ['contact id:101', 'contact 102']],
    ['customer 101', ['customer id:101', 'customer 103']],
    ['options two', ['options 106', 'options 107']],
  ])('%s: each button asks the same of one', async (line, commands) => {
    const { answer, asked } = startDesk()
    expect(commandsOf((await answer(line)).card)).toEqual(commands)
    expect(asked).toEqual([])
  })

  it('has the ID on the buttons of two of one name', async () => {
    const { lines } = await startDesk().answer('customer twin')
    expect(lines.slice(-2)).toEqual(['/customer 104 (104 · Twin)', '/customer 105 (105 · Twin)'])
  })

  it('shows ten, and tells how many there are', async () => {
    const many = Array.from({ length: 13 }, (_, index) => ({
      id: String(index + 1),
      name: `Branch ${index}`,
    }))
    const { card, lines } = await startDesk(new KnownCopies(many)).answer('customer branch')
    expect(card.sections).toHaveLength(10)
    expect(card.actions).toHaveLength(10)
    expect(lines).toContain('“branch” fits 13 customers.')
    expect(lines).toContain('3 more fit. Write more of the name, or the domain ID.')
  })
})

describe('no customer', () => {
  it('gets the nearest, each with a button', async () => {
    const { card, lines } = await startDesk().answer('options Acne Corp')
    expect(card.kind).toBe('usage')
    expect(lines[1]).toBe('No customer fits “Acne Corp”. Did you mean one of these?')
    expect(commandsOf(card)[0]).toBe('options id:101')
  })

  it('and nobody near gets the form', async () => {
    const { card, lines } = await startDesk().answer('customer qqqqqq')
    expect(card.kind).toBe('usage')
    expect(lines).toEqual([
      'Please check what you wrote',
      'No customer fits “qqqqqq”, neither by domain, nor by customer code, nor by name.',
      'Write: /customer CUSTOMER',
      'Example: /customer 10000001',
    ])
  })

  it.each([
    ['customer 10000001 please now', '“please now” is more than this command takes.'],
    ['scheduled 10000001 no such thing', '“no such thing” names no option.'],
    ['renewal 10000001 no such thing', '“no such thing” names no option.'],
  ])('%s: the words behind an ID are what is wrong', async (line, why) => {
    expect((await startDesk().answer(line)).lines[1]).toBe(why)
  })

  it('says so where not all customers have been read yet', async () => {
    const copies = new KnownCopies()
    copies.passAt = null
    expect((await startDesk(copies).answer('customer Acme')).lines).toContain(
      'The customers have not all been read yet. Those not found by name can be asked about by domain ID.',
    )
  })
})

describe('a store that cannot be read', () => {
  const broken = () => {
    const copies = new KnownCopies()
    copies.before = async () => {
      throw new DeskError('internal', 'no connection')
    }
    return startDesk(copies)
  }

  it('keeps nobody from asking by ID', async () => {
    expect((await broken().answer('customer 101')).lines[0]).toBe('Company 101')
  })

  it('is an error for everyone else, who can try again', async () => {
    const { card } = await broken().answer('customer Acme')
    expect(card.kind).toBe('error')
    expect(commandsOf(card)).toEqual(['customer Acme'])
  })
})

describe('hostile names and words', () => {
  const hostile = [
    '<!channel> & <@U1>',
    '*bold* _x_ `y` ~z~',
    `\u202egnp.exe`,
    '{{text}} $t(error.internal)',
    'x'.repeat(5000),
    '株'.repeat(300),
    '👨‍👩‍👧‍👦'.repeat(40),
  ]

  it.each(locales)('stay text in every list, in %s', async (locale) => {
    const shared = hostile.flatMap((name, index) => [
      { id: String(2 * index + 1), name: `Shared ${name}`, domain: name, code: name },
      { id: String(2 * index + 2), name: `Shared ${name}`, domain: name, code: null },
    ])
    const { answer } = startDesk(new KnownCopies(shared))
    const lines = ['customer shared', 'customer shaered', ...hostile.map((text) => `customer "${text}"`)]
    for (const line of lines) {
      const spoken = speak((await answer(line)).card, { locale, zone: 'Asia/Tokyo' })
      const { pages } = renderBlocks(spoken)
      for (let page = 1; page <= pages; page += 1) {
        const { text, blocks } = renderBlocks(spoken, { page })
        expect(findProblems({ text, blocks }), line.slice(0, 60)).toEqual([])
        expect(JSON.stringify(blocks)).not.toMatch(/<!channel>|\u202e/)
      }
    }
  })
})
