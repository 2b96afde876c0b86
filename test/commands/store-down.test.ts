import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import { createFindReaders } from '../../src/commands/find-reader.ts'
import type { Claims } from '../../src/core/claims.ts'
import type { Digests } from '../../src/core/digest/digests.ts'
import { DeskError } from '../../src/core/errors.ts'
import { locales } from '../../src/core/locale.ts'
import type { Marks } from '../../src/core/marks.ts'
import type { Languages } from '../../src/core/ports.ts'
import { createUnderstand } from '../../src/core/question/understand.ts'
import type { WrongAnswers } from '../../src/core/wrong-answers.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { createConversing } from '../../src/questions/conversing.ts'
import { findOption } from '../../src/text/option-names.ts'
import { questionWords } from '../../src/text/question-words.ts'
import { say } from '../../src/text/speak.ts'
import { KnownCopies, type KnownCustomer } from '../directory/known-copies.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

const acme: KnownCustomer = { id: '101', name: 'Acme Corp', domain: 'acme.example', code: 'AC-1' }
const down = async (): Promise<never> => {
  throw new DeskError('store_down', 'no connection')
}
const claims: Claims = { take: down, takeOver: down, release: down, all: down }
const marks: Marks = { set: down, clear: down, all: down }
const languages: Languages = { find: down, choose: down, forget: down }
const wrongAnswers: WrongAnswers = { note: down }
const digests: Digests = {
  ...{ find: down, admit: async () => 'ok', set: down, off: down, slots: down, preview: down },
  ...{ announce: async () => {}, itemChanged: () => {} },
}

const profile = { locale: 'en', zone: 'Asia/Tokyo' } as const
const call = typed('', { platform: 'slack' })
const note = say('note.storeDown', englishReader)

/** A desk whose store has gone away, before or after it has told who the customers are. */
async function startDesk({ isKnown = false } = {}) {
  const copies = new KnownCopies([acme])
  let nowMs = 0
  const directory = createDirectory({ copies, wallClock: () => nowMs, log: silentLog })
  if (isKnown) await directory.copies()
  copies.before = down
  nowMs += 60_000
  const desk = createDesk({
    ...{ partner: knownPartner({ customer: { companyName: 'Acme Corp' } }), clock: clockOn('2026-11-21') },
    ...{ directory, claims, marks, languages, digests, wrongAnswers },
    audit: { ...collectedAudit(), write: down },
    ...{ findOption, log: silentLog },
  })
  const { person, room } = await createFindReaders(languages, 'en', silentLog)(call, profile)
  const conversing = createConversing({
    ...{ desk: { ...desk, isShareable: () => true }, understand: createUnderstand(questionWords) },
    ...{ directory, topics: { find: down, note: down }, log: silentLog },
  })
  return {
    reader: person,
    answer: (line: string, reader = person) => desk.answer({ ...call, text: line }, reader),
    converse: (text: string) =>
      conversing.converse({ call: { ...call, text }, isAddressed: true, thread: null }, { person, room }),
  }
}

describe('while the store is down', () => {
  it.each(['customer 101', 'subscriptions 101', 'options id:101', 'renewal 101 DRV', 'scheduled 101'])(
    '%s is answered, and says once that something is left out',
    async (line) => {
      const { answer, reader } = await startDesk()
      const card = await answer(line)
      expect(card.kind).not.toBe('error')
      expect(linesOf(card, reader).filter((each) => each === note)).toHaveLength(1)
    },
  )

  it.each([
    ...['customer Acme Corp', 'customer acme.example', 'options AC-1', 'expiring', 'expiring mine'],
    ...['language', 'language ja', 'digest status', 'digest daily 09:00', 'digest off'],
    'claim 101/7001/serviceTrial/2026-11-30',
    'done 101/7001/serviceTrial/2026-11-30',
  ])('%s says so, and what is possible meanwhile', async (line) => {
    const { answer } = await startDesk()
    const card = await answer(line)
    expect(card).toMatchObject({ kind: 'error', actions: [{ kind: 'refresh', command: line }] })
    for (const locale of locales) {
      const reader = { locale, zone: 'UTC' }
      const [, lead = '', ...rest] = linesOf(card, reader)
      expect(lead).toBe(say('error.store_down', reader))
      expect(rest.join()).toContain('store_down')
    }
  })

  it.each([
    ...['customer Acme Corp', 'customer acme.example', 'options AC-1', 'renewal AC-1 DRV'],
    ...['expiring', 'expiring mine'],
  ])('%s names the way that is left, the domain ID', async (line) => {
    const { answer, reader } = await startDesk()
    expect(linesOf(await answer(line), reader)).toContain(say('note.askById', englishReader))
  })

  it.each([
    ...['language', 'language ja', 'digest status', 'digest daily 09:00', 'digest off'],
    // Contacts go on record first, so that no ID helps.
    ...['contact 101', 'contact Acme Corp'],
    'claim 101/7001/serviceTrial/2026-11-30',
    'done 101/7001/serviceTrial/2026-11-30',
  ])('%s promises nothing of an ID, which would not help', async (line) => {
    const { answer, reader } = await startDesk()
    const spoken = linesOf(await answer(line), reader)
    expect(spoken).toContain(say('error.store_down', englishReader))
    expect(spoken).not.toContain(say('note.askById', englishReader))
  })

  it('customers are found by name as long as they are remembered, and what ends of theirs is listed', async () => {
    const { answer, reader } = await startDesk({ isKnown: true })
    expect(linesOf(await answer('customer Acme Corp'))[0]).toBe('Acme Corp')
    const list = await answer('expiring')
    expect(list.kind).toBe('answer')
    // Claims and chosen languages are missing for the same reason.
    expect(linesOf(list, reader).filter((each) => each === note)).toHaveLength(1)
  })

  it('questions about an ID are answered, and others say why they may not be', async () => {
    const { converse, reader } = await startDesk()
    const known = (await converse('when does the trial of 10000001 end?')) ?? expect.fail()
    expect(known.card.kind).toBe('answer')
    const unknown = (await converse('when does the trial of Acme Corp end?')) ?? expect.fail()
    for (const { card } of [known, unknown]) expect(linesOf(card, reader)).toContain(note)
  })

  it('no word of it is in answers of a store that is in order', async () => {
    const { answer } = await startDesk({ isKnown: true })
    const sound: Languages = { find: async () => undefined, choose: async () => {}, forget: async () => {} }
    const { person } = await createFindReaders(sound, 'en', silentLog)(call, profile)
    expect(person).not.toHaveProperty('isChoiceUnknown')
    const lines = linesOf(await answer('customer 101', person), person)
    expect(lines[0]).toBe('Acme Corp')
    expect(lines).not.toContain(note)
  })
})
