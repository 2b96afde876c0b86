import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startUpkeep } from '../../src/app/upkeep.ts'
import type { AuditRow } from '../../src/core/audit.ts'
import type { Instant } from '../../src/core/calendar.ts'
import type { DomainId } from '../../src/core/customer.ts'
import { type AuditRows, createAuditRows } from '../../src/storage/audit.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { silentLog } from '../helpers/known-partner.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const at = (time: string) => `2026-11-21T${time}Z` as Instant
const midnight = at('00:00:00.000')
const dayMs = 24 * 3_600_000

const row: AuditRow = {
  at: at('09:00:00.001'),
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  person: 'U1',
  command: 'customer',
  domainId: '1234567890123456789' as DomainId,
  outcome: 'answer',
  isShared: false,
}
const refusal: AuditRow = {
  at: at('09:00:00.002'),
  platform: 'lineworks',
  workspace: '4002960212345678901',
  room: 'c72af563-0f21-4736-11e4-045237113344',
  person: 'c72af563-0f21-4736-11e4-045237113344',
  command: null,
  domainId: null,
  outcome: 'refused',
  isShared: true,
}

/** Registers the tests that hold for the audit on every store. */
export function auditContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`the audit on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let rows: AuditRows

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      // Three batches at a time, so that a few make several pages.
      rows = createAuditRows(store.db, { page: 3 })
    })
    afterEach(async () => {
      await store.db.deleteFrom('audit').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    const all = (since = midnight, person?: string) => Array.fromAsync(rows.find({ since, person }))
    const peopleSince = async (since: Instant, person?: string) =>
      (await all(since, person)).map((found) => found.person)

    it('gives back what was added, as it was', async () => {
      await rows.add([row, refusal])
      expect(await all()).toEqual([row, refusal])
    })

    it('is empty at first, and takes nothing for nothing', async () => {
      await rows.add([])
      expect(await all()).toEqual([])
    })

    it('gives the newest last, whatever the order in which rows were added', async () => {
      await rows.add([refusal])
      await rows.add([row])
      expect(await all()).toEqual([row, refusal])
    })

    it('begins with the very time that is asked for', async () => {
      await rows.add([
        { ...row, person: 'before', at: at('08:59:59.999') },
        { ...row, person: 'then', at: at('09:00:00.000') },
        { ...row, person: 'after', at: at('09:00:00.001') },
      ])
      expect(await peopleSince(at('09:00:00.000'))).toEqual(['then', 'after'])
      expect(await peopleSince('2026-11-21T18:00:00.001+09:00' as Instant)).toEqual(['after'])
      expect(await peopleSince(at('09:00:00.002'))).toEqual([])
    })

    it('goes on from page to page, also amid rows of the same time', async () => {
      const people = Array.from({ length: 10 }, (_, number) => `U${number}`)
      for (const person of people) await rows.add([{ ...row, person }])
      expect(await peopleSince(midnight)).toEqual(people)
    })

    it('puts in order what several processes have written at a time', async () => {
      const noted = (second: number) => ({ ...row, person: `U${second}`, at: at(`09:00:0${second}.000`) })
      const whole = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => `U${second}`)
      // Each spans others, and one has waited for long.
      for (const seconds of [[2, 4, 6], [3, 5], [7, 8], [0, 9], [1]]) await rows.add(seconds.map(noted))
      expect(await peopleSince(midnight)).toEqual(whole)
      expect(await peopleSince(at('09:00:05.000'))).toEqual(whole.slice(5))
    })

    it('gives one person’s rows alone', async () => {
      const people = Array.from({ length: 9 }, (_, number) => `U${number % 2}`)
      await rows.add(people.map((person) => ({ ...row, person })))
      expect(await peopleSince(midnight, 'U1')).toEqual(Array.from({ length: 4 }, () => 'U1'))
      expect(await peopleSince(midnight, 'u1')).toEqual([])
      expect(await peopleSince(midnight, '%')).toEqual([])
    })

    it('loses none of what many add at the same time', async () => {
      const people = Array.from({ length: 40 }, (_, number) => `U${number}`)
      await Promise.all(people.map((person) => rows.add([{ ...row, person }])))
      expect((await peopleSince(midnight)).toSorted()).toEqual(people.toSorted())
    })

    it.each([
      ['a quote', "U'); drop table audit; --"],
      ['a backslash and quotes', '\\"\\u0000"\\'],
      ['line ends and escapes', 'U1\r\n\u001b[31m\u009b'],
      ['another direction', '\u202eU1'],
      ['characters beyond the first plane', '🧑‍💻𠮷'],
      ['nothing at all', ''],
      ['a NUL', 'a\0b'],
      ['half of a pair', 'a\ud800b'],
      ['20,000 characters', 'x'.repeat(20_000)],
    ])('keeps an id with %s as it is, and finds it', async (_what, person) => {
      await rows.add([{ ...row, person, room: person, workspace: person }, row])
      expect(await all(midnight, person)).toEqual([{ ...row, person, room: person, workspace: person }])
    })

    it('is kept for 400 days, and not longer', async () => {
      const ago = (ms: number) => new Date(Date.now() - ms).toISOString() as Instant
      const since = ago(500 * dayMs)
      await rows.add([{ ...row, person: 'old', at: ago(400 * dayMs + 60_000) }])
      await rows.add([{ ...row, person: 'young', at: ago(400 * dayMs - 60_000) }])
      await rows.add([{ ...row, person: 'new', at: ago(0) }])
      await startUpkeep({ store, digesting: undefined }, silentLog).stop()
      expect(await peopleSince(since)).toEqual(['young', 'new'])
    })
  })
}
