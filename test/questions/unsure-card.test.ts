import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import type { Candidate } from '../../src/core/directory.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import type { OptionId } from '../../src/core/option.ts'
import { readAbout } from '../../src/core/question/about.ts'
import type { CustomerNames } from '../../src/core/question/customer-names.ts'
import { decide } from '../../src/core/question/decide.ts'
import type { Intent } from '../../src/core/question/intent.ts'
import { createUnderstand } from '../../src/core/question/understand.ts'
import { type Unsure, unsureCard } from '../../src/questions/unsure-card.ts'
import { questionWords } from '../../src/text/question-words.ts'
import { speak } from '../../src/text/speak.ts'
import { linesOf } from '../helpers/transcript.ts'

const candidate = (id: string, companyName: string | null = `Company ${id}`): Candidate => ({
  domainId: id as DomainId,
  companyName,
  domain: `c${id}.example`,
  customerCode: null,
  isGone: false,
})

interface Given extends Partial<Omit<Unsure, 'understood'>> {
  intents?: readonly Intent[]
  options?: readonly string[]
  unexplained?: string
}

function cardFor({ intents = [], options = [], unexplained = '', ...given }: Given) {
  const understood = { intents, options: options as OptionId[], unexplained }
  return unsureCard({
    understood,
    ...{ customers: [], candidates: [], nearest: [] },
    ...given,
  })
}

const commandsOf = (given: Given) => cardFor(given).actions.map(({ command }) => command)

describe('the customer is known, the matter is not', () => {
  it('what people ask most is offered, and the customer', () => {
    const given = { customers: [candidate('7')] }
    expect(linesOf(cardFor(given)).slice(0, 2)).toEqual([
      'What do you mean?',
      'What would you like to know about Company 7?',
    ])
    expect(commandsOf(given)).toEqual([
      'about 7 plan',
      'about 7 period',
      'about 7 trial',
      'about 7 options',
      'about 7 renewal',
      'about 7 scheduled',
      'customer 7',
    ])
  })

  it('of several, about all of them', () => {
    const commands = commandsOf({ customers: [candidate('7'), candidate('8'), candidate('9')] })
    expect(commands).toContain('about 7,8,9 trial')
    expect(commands.slice(-3)).toEqual(['customer 7', 'customer 8', 'customer 9'])
  })

  it('one without a name goes by the ID', () => {
    expect(linesOf(cardFor({ customers: [candidate('7', null)] })).join()).toContain('Customer 7')
  })
})

describe('the matter is known, the customer is open', () => {
  const matter: Given = { intents: ['trial'], options: ['DRV'] }

  it('the same is asked of each', () => {
    const given = { ...matter, candidates: [candidate('7'), candidate('8')] }
    expect(linesOf(cardFor(given))).toEqual([
      'Which customer?',
      'I understood: Trial · Drive (DRV)',
      ...['7', '8'].flatMap((id) => [`Company ${id}`, `Domain: c${id}.example`, `Domain ID: ${id}`]),
      '/about 7 trial DRV (Company 7)',
      '/about 8 trial DRV (Company 8)',
    ])
  })

  it('whoever is certain is asked about besides', () => {
    const given = { ...matter, customers: [candidate('1')], candidates: [candidate('7'), candidate('1')] }
    expect(commandsOf(given)).toEqual(['about 1,7 trial DRV', 'about 1 trial DRV'])
    expect(linesOf(cardFor(given)).join()).toContain('I understood: Trial · Drive (DRV) · Company 1')
  })

  it('never about more than a question may have', () => {
    const customers = ['1', '2', '3'].map((id) => candidate(id))
    for (const command of commandsOf({ ...matter, customers, candidates: [candidate('7')] })) {
      expect(readAbout(command.split(' ').slice(1))?.customers).toHaveLength(3)
    }
  })

  it('of those whom the talk has been about, too', () => {
    const given = { ...matter, customers: [candidate('7'), candidate('8')] }
    expect(commandsOf(given)).toEqual(['about 7 trial DRV', 'about 8 trial DRV'])
  })

  it('companies of one name are told apart, and of many the first are shown', () => {
    const candidates = Array.from({ length: 14 }, (_, index) => candidate(String(20 + index), 'Twin'))
    const lines = linesOf(cardFor({ ...matter, candidates }))
    expect(lines).toContain('/about 20 trial DRV (20 · Twin)')
    expect(lines).toContain('4 more fit. Write more of the name, or the domain ID.')
    expect(commandsOf({ ...matter, candidates })).toHaveLength(10)
  })

  it('a name alone asks for a glance', () => {
    const given = { candidates: [candidate('7'), candidate('8')] }
    expect(linesOf(cardFor(given))[1]).toBe('Which customer do you mean?')
    expect(commandsOf(given)).toEqual(['about 7 -', 'about 8 -'])
  })

  it('those called alike are offered with what was written', () => {
    const given = { ...matter, unexplained: 'Acmee', nearest: [candidate('7')] }
    expect(linesOf(cardFor(given))[1]).toBe(
      'I understood: Trial · Drive (DRV). No customer fits “Acmee”. Did you mean one of these?',
    )
    expect(commandsOf(given)).toEqual(['about 7 trial DRV'])
  })

  it('of nobody, the customer is asked for with an example', () => {
    const { kind, actions } = cardFor({ intents: ['plan'] })
    expect([kind, actions]).toEqual(['usage', []])
    expect(linesOf(cardFor({ intents: ['plan'] }))).toEqual([
      'Which customer?',
      'I understood: Plan. Ask again with a company name or domain ID.',
      'Example: When does the trial of 10000001 end?',
    ])
    expect(linesOf(cardFor({ intents: ['plan'], unexplained: 'まるまる' }))[1]).toBe(
      'I understood: Plan. No customer fits “まるまる”: ask again with another name, or the domain ID.',
    )
    expect(linesOf(cardFor({ intents: ['options'] })).at(-1)).toBe(
      'Example: Which options does 10000001 have?',
    )
  })
})

describe('nothing is known', () => {
  it('it says so, with two examples and help', () => {
    expect(linesOf(cardFor({ unexplained: 'the weather' }))).toEqual([
      'What do you mean?',
      'I did not understand what you would like to know, and about which customer.',
      'Example: When does the trial of 10000001 end?',
      'Example: Which options does 10000001 have?',
      '/help (Help)',
    ])
  })

  it('names that are near are offered all the same', () => {
    const given = { unexplained: 'Soramane', nearest: [candidate('7')] }
    expect(linesOf(cardFor(given))[1]).toBe(
      'I did not understand the question, and no customer fits “Soramane”. Did you mean one of these?',
    )
  })
})

const family = '👨‍👩‍👧‍👦'
const cases: readonly [string, Given][] = [
  ['customer', { customers: [candidate('7')] }],
  ['candidates', { intents: ['period', 'licenses'], candidates: [candidate('7'), candidate('8', null)] }],
  ['names alone', { candidates: [candidate('7'), candidate('8')] }],
  ['nearest', { intents: ['code'], unexplained: '<!channel> {{what}}\u202e', nearest: [candidate('7')] }],
  ['nearest alone', { unexplained: family.repeat(50), nearest: [candidate('7')] }],
  ['nobody', { intents: ['domain', 'contact'], options: ['NEW_9'] }],
  ['nothing', {}],
]

const known: CustomerNames = {
  mentionedIn(text) {
    const from = text.indexOf('10000001')
    return from < 0 ? [] : [{ from, to: from + 8, candidates: [candidate('10000001')], by: 'id' }]
  },
  withPart: () => [],
  withId: () => undefined,
}
const understand = createUnderstand(questionWords)

describe.each(locales)('in %s', (locale: Locale) => {
  it('the examples are questions that are answered, even where nobody spoke to the bot', () => {
    const { facts } = speak(cardFor({}), { locale, zone: 'UTC' })
    const understood = facts.map(({ value }) => understand(value, known))
    expect(understood.map((each) => decide(each, { isAddressed: false, topics: [] }))).toEqual(
      ['trial', 'options'].map((intent) => ({
        kind: 'answer',
        about: { customers: ['10000001'], intents: [intent], options: [] },
      })),
    )
    expect(understood.map((each) => each.locale)).toEqual([locale, locale])
  })

  it.each(cases)('%s reads as words', (_name, given) => {
    const spoken = speak(cardFor(given), { locale, zone: 'UTC' })
    const text = JSON.stringify(spoken)
    expect(text).not.toMatch(/unsure\.|intent\.|undefined|\[object|\u202e/)
    expect(text.replaceAll('{{what}}"', '').replaceAll('> {{what}}', '')).not.toContain('{{')
    expect(spoken.kind).toBe('usage')
    expect(spoken.lead).toBeTruthy()
    const quoted = spoken.lead ?? ''
    if (quoted.includes(family)) expect(quoted).toMatch(new RegExp(`(?:${family})+…`, 'u'))
  })
})
