import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import type { Digest } from '../../../src/core/digest/digest.ts'
import { type DigestsForTest, digestOf, keyOf, monday, mondayNine, tuesdayNine } from './digests-for-test.ts'

/** Registers the tests of the digests of rooms, and of going on to their next day. */
export function digestsOfRooms(opened: () => DigestsForTest): void {
  describe('rooms', () => {
    it('have at most one digest, kept as it was set last', async () => {
      const { rows } = opened()
      const digest = digestOf('C1')
      await rows.save(digest)
      const changed = { ...digest, rule: { ...digest.rule, contains: 'team "東"', everyDay: true } }
      await rows.save(changed)
      expect(await rows.find(digest)).toEqual(changed)
      expect(await rows.list()).toEqual([changed])
      expect(await rows.remove(digest)).toBe(true)
      expect(await rows.remove(digest)).toBe(false)
      expect(await rows.find(digest)).toBeUndefined()
    })

    it('keep names and texts of any characters', async () => {
      const { rows } = opened()
      const digest = digestOf('C1')
      await rows.save({
        ...digest,
        rule: { ...digest.rule, contains: 'a\0b' },
        setBy: { person: 'U1', name: 'x\0y' },
      })
      const found = await rows.find(digest)
      expect([found?.rule.contains, found?.setBy.name]).toEqual(['ab', 'xy'])
    })

    it('are due at the soonest of those that are not paused', async () => {
      const { rows } = opened()
      expect(await rows.soonestAt()).toBeNull()
      await rows.save(digestOf('C1'))
      await rows.save(digestOf('C2', { nextAt: tuesdayNine }))
      expect(await rows.soonestAt()).toBe(mondayNine)
      await rows.pause(digestOf('C1'), 'gone')
      expect(await rows.soonestAt()).toBe(tuesdayNine)
      expect((await rows.find(digestOf('C1')))?.paused).toBe('gone')
    })
  })

  describe('advancing', () => {
    const toTuesday = (digest: Digest) => ({
      slots: [{ digest, date: monday, dueAt: digest.nextAt, isSkipped: false }],
      nextAt: tuesdayNine,
    })

    it('makes each due day one slot, however many do it at the same time', async () => {
      const { store, rows } = opened()
      for (let room = 0; room < 20; room += 1) await rows.save(digestOf(`C${room}`))
      await rows.save(digestOf('later', { nextAt: tuesdayNine }))
      const done = await Promise.all(Array.from({ length: 6 }, () => rows.advance(mondayNine, 7, toTuesday)))
      let total = done.reduce((sum, count) => sum + count, 0)
      // Who finds rows locked passes them by.
      while (total < 20) total += await rows.advance(mondayNine, 7, toTuesday)
      expect(total).toBe(20)
      expect(await rows.advance(mondayNine, 7, toTuesday)).toBe(0)
      const { rows: made } = await sql`select room from digest_slot`.execute(store.db)
      expect(made).toHaveLength(20)
    })

    it('gives a day that was had no second slot, and goes on to the next', async () => {
      const { rows, first, takeBy, stateOf } = opened()
      await rows.save(digestOf('C1'))
      await rows.advance(mondayNine, 10, toTuesday)
      await takeBy(first)
      await first.settle(keyOf('C1'), { state: 'sent' })
      await rows.save(digestOf('C1'))
      expect(await rows.advance(mondayNine, 10, toTuesday)).toBe(1)
      expect(await stateOf('C1')).toBe('sent')
      expect((await rows.find(digestOf('C1')))?.nextAt).toBe(tuesdayNine)
    })

    it('leaves paused digests alone, and does nothing by halves', async () => {
      const { rows, stateOf } = opened()
      await rows.save({ ...digestOf('C1'), paused: 'external' })
      expect(await rows.advance(mondayNine, 10, toTuesday)).toBe(0)
      await rows.save(digestOf('C2'))
      const failing = rows.advance(mondayNine, 10, (digest) => ({
        ...toTuesday(digest),
        slots: [...toTuesday(digest).slots, { ...toTuesday(digest).slots[0], date: null } as never],
      }))
      await expect(failing).rejects.toThrow()
      expect(await stateOf('C2')).toBeUndefined()
      expect((await rows.find(digestOf('C2')))?.nextAt).toBe(mondayNine)
    })

    it('is put right only where nobody has set the digest meanwhile', async () => {
      const { rows } = opened()
      const digest = digestOf('C1')
      await rows.save(digest)
      await rows.reschedule(digest, tuesdayNine)
      expect((await rows.find(digest))?.nextAt).toBe(tuesdayNine)
      await rows.reschedule(digest, '2027-01-01T00:00:00.000Z' as Instant)
      expect((await rows.find(digest))?.nextAt).toBe(tuesdayNine)
    })
  })
}
