import { describe, expect, it } from 'vitest'
import { createDesk, type DeskOptions } from '../../src/commands/desk.ts'
import type { Call } from '../../src/core/call.ts'
import { locales } from '../../src/core/locale.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { findOption } from '../../src/text/option-names.ts'
import { say } from '../../src/text/speak.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

const acme = { id: '101', name: 'Acme Corp', domain: 'acme.example', code: 'AC-1' }
const twins = [
  { id: '104', name: 'Twin', domain: 'east.example' },
  { id: '105', name: 'Twin', domain: 'west.example' },
]
const ada = { lastName: 'Works', firstName: 'Ada', id: 'ada', privateEmail: 'ada@example.com' }
const administrator = { ...ada, cellphone: '090-1', countryCode: '+81' }

function startDesk(known: Known = { customer: { administrator } }, given: Partial<DeskOptions> = {}) {
  const audit = collectedAudit()
  const copies = new KnownCopies([acme, ...twins])
  const desk = createDesk({
    partner: knownPartner(known),
    clock: clockOn('2026-11-21'),
    directory: createDirectory({ copies, wallClock: () => 0, log: silentLog }),
    findOption,
    log: silentLog,
    audit,
    ...given,
  })
  return {
    audit,
    desk,
    ask: (line: string, more?: Partial<Call>) => desk.answer(typed(line, more), englishReader),
  }
}

describe('what was asked goes on record, and not in whose words', () => {
  it.each([
    ['/customer 101', 'customer', '101', 'answer'],
    ['/customer acme', 'customer', '101', 'answer'],
    ['/CUSTOMER AC-1', 'customer', '101', 'answer'],
    ['/subscriptions acme.example', 'subscriptions', '101', 'answer'],
    ['/options id:1234567890123456789', 'options', '1234567890123456789', 'answer'],
    ['/renewal acme DRV', 'renewal', '101', 'answer'],
    ['/customer twin', 'customer', null, 'answer'],
    ['/customer nobody', 'customer', null, 'usage'],
    ['/customer', 'customer', null, 'usage'],
    ['/renewal acme', 'renewal', null, 'usage'],
    ['/expiring 7', 'expiring', null, 'answer'],
    ['/expiring 0', 'expiring', null, 'usage'],
    ['/help', 'help', null, 'answer'],
    ['', 'help', null, 'answer'],
    ['/secret words', null, null, 'usage'],
    ['claim 101/5/serviceTrial/2026-11-30', 'claim', '101', 'error'],
    ['claim 101', 'claim', null, 'usage'],
    ['contact 101 102', 'contact', null, 'usage'],
  ])('%s', async (line, command, domainId, outcome) => {
    const { ask, audit } = startDesk()
    expect((await ask(line)).kind).toBe(outcome)
    expect([...audit.noted, ...audit.written]).toEqual([
      {
        platform: 'terminal',
        workspace: 'W',
        room: 'R',
        person: 'P',
        command,
        domainId,
        outcome,
        isShared: false,
      },
    ])
  })

  it('also where the answer is an error, with the customer whom it was about', async () => {
    const { ask, audit } = startDesk({ customer: 'not_found' })
    await ask('/customer 7')
    expect(audit.noted).toMatchObject([{ command: 'customer', domainId: '7', outcome: 'error' }])
  })

  it('with who asked, where, and for whom to read', async () => {
    const { ask, audit } = startDesk()
    const who = { platform: 'lineworks', workspace: '4002960212345678901', room: 'r', person: 'p' } as const
    await ask('/customer 101', { ...who, personName: 'Misaki', isForRoom: true })
    await ask('/customer', { ...who, isForRoom: true })
    expect(audit.noted).toEqual([
      { ...who, command: 'customer', domainId: '101', outcome: 'answer', isShared: true },
      { ...who, command: 'customer', domainId: null, outcome: 'usage', isShared: false },
    ])
  })

  it.each([
    ['/customer 101', 'customer'],
    ['tell me of 101', null],
  ])('and so does what is refused: %s', (line, command) => {
    const { desk, audit } = startDesk()
    desk.noteRefusal(typed(line, { person: 'guest', isForRoom: true }))
    expect(audit.noted).toMatchObject([
      { person: 'guest', command, domainId: null, outcome: 'refused', isShared: false },
    ])
  })
})

describe('a contact', () => {
  it('is on record before it is shown', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const write = async () => {
      begun.resolve()
      await promise
    }
    const { ask } = startDesk(undefined, { audit: { ...collectedAudit(), write } })
    let isShown = false
    const answering = ask('contact 101').then((card) => {
      isShown = true
      return card
    })
    await begun.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect(isShown).toBe(false)
    resolve()
    expect(linesOf(await answering)).toContain('Personal email: ada@example.com')
  })

  it('is written as such, by itself', async () => {
    const { ask, audit } = startDesk()
    await ask('contact acme')
    expect(audit.written).toMatchObject([{ command: 'contact', domainId: '101', outcome: 'answer' }])
    expect(audit.noted).toEqual([])
  })

  it.each(locales)('is not shown where that cannot be written, and why is told in %s', async (locale) => {
    const failed: object[] = []
    const audit = { ...collectedAudit(), write: async () => Promise.reject(new Error('disk full')) }
    const log = { ...silentLog, error: (fields: object) => failed.push(fields) }
    const { desk } = startDesk(undefined, { audit, log })
    const reader = { locale, zone: 'UTC' }
    const card = await desk.answer(typed('contact 101'), reader)
    expect(card.kind).toBe('error')
    expect(card.actions).toMatchObject([{ kind: 'refresh', command: 'contact 101' }])
    const text = linesOf(card, reader).join('\n')
    expect(text).toContain(say('error.store_down', reader))
    expect(text).not.toMatch(/Ada|ada@|090-1/)
    expect(audit.noted).toMatchObject([{ command: 'contact', domainId: '101', outcome: 'error' }])
    expect(failed).toMatchObject([{ code: 'store_down', err: { cause: new Error('disk full') } }])
  })

  it('is not shown where there is no store; everything else is', async () => {
    const { ask } = startDesk(undefined, { audit: undefined })
    expect(linesOf(await ask('contact 101')).join()).toContain('store_down')
    expect((await ask('/customer 101')).kind).toBe('answer')
    expect((await ask('/secret')).kind).toBe('usage')
  })
})
