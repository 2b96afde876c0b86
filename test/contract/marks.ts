import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../src/core/calendar.ts'
import type { ClaimOwner } from '../../src/core/claims.ts'
import type { Item } from '../../src/core/item.ts'
import type { MarkKind, Marks } from '../../src/core/marks.ts'
import { createMarks } from '../../src/storage/marks.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const item = '10000001/5/serviceTrial/2026-11-30' as Item
const other = '10000001/5/serviceTrial/2027-11-30' as Item
const misaki: ClaimOwner = { platform: 'slack', workspace: 'T1', person: 'U1', name: '佐藤 美咲' }
const minho: ClaimOwner = { platform: 'lineworks', workspace: '400000001', person: 'u-2', name: '박민호' }
const done: MarkKind = { kind: 'done' }
const snoozed: MarkKind = { kind: 'snoozed', until: '2026-11-26' as CalendarDate }

/** Registers the tests that hold for marks on every store. */
export function marksContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`marks on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let marks: Marks

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      marks = createMarks(store.db)
    })
    afterEach(async () => {
      await store.db.deleteFrom('mark').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    it('say what was done, by whom, and when by the database’s clock', async () => {
      const begunAt = Date.now()
      const mark = await marks.set(item, done, misaki)
      expect(mark).toEqual({ item, as: done, by: misaki, at: expect.stringMatching(/^\d{4}-.*Z$/) })
      expect(Math.abs(Date.parse(mark.at) - begunAt)).toBeLessThan(60_000)
      expect(await marks.all()).toEqual([mark])
    })

    it('say until which day something was put off', async () => {
      const mark = await marks.set(item, snoozed, minho)
      expect(mark).toMatchObject({ as: snoozed, by: minho })
      expect(await marks.all()).toEqual([mark])
    })

    it('are one for each item, whoever sets it', async () => {
      await marks.set(other, done, misaki)
      const put = await marks.set(item, snoozed, misaki)
      const seenTo = await marks.set(item, done, minho)
      expect(seenTo).toMatchObject({ item, as: done, by: minho })
      expect(Date.parse(seenTo.at)).toBeGreaterThanOrEqual(Date.parse(put.at))
      expect(await marks.all()).toEqual([seenTo, expect.objectContaining({ item: other, by: misaki })])
    })

    it('lose the day when something put off is done, and have one again when it is put off', async () => {
      await marks.set(item, snoozed, misaki)
      expect((await marks.set(item, done, misaki)).as).toEqual(done)
      expect((await marks.set(item, snoozed, misaki)).as).toEqual(snoozed)
    })

    it('are taken away by anybody, and no other with them', async () => {
      await marks.set(item, done, misaki)
      const kept = await marks.set(other, snoozed, minho)
      await marks.clear(item)
      await marks.clear(item)
      expect(await marks.all()).toEqual([kept])
    })

    it('are one when twenty set them at the same time, the last', async () => {
      const people = Array.from({ length: 20 }, (_, number) => ({ ...misaki, person: `U${number}` }))
      const told = await Promise.all(
        people.map((person, number) => marks.set(item, number % 2 ? done : snoozed, person)),
      )
      const [kept, ...more] = await marks.all()
      expect(more).toEqual([])
      expect(told).toContainEqual(kept)
    })

    it('keep names as they are, but for what the store cannot hold', async () => {
      const hostile = `O'Hara"; drop table mark; -- 🧑‍💻 \u202e <!channel>`
      await marks.set(item, done, { ...misaki, name: hostile })
      await marks.set(other, done, { ...misaki, name: 'a\0b' })
      expect((await marks.all()).map(({ by }) => by.name)).toEqual([hostile, 'ab'])
    })

    it('can hang on the longest item', async () => {
      const long = `1/${'%E5%90%8D'.repeat(99)}/serviceTrial/-` as Item
      await marks.set(long, snoozed, misaki)
      expect((await marks.all()).map((mark) => mark.item)).toEqual([long])
    })
  })
}
