import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../src/core/calendar.ts'
import { createDigestSlots } from '../../../src/storage/digests/digest-slots.ts'
import {
  type DigestsForTest,
  digestOf,
  keyOf,
  leaseMs,
  monday,
  mondayNine,
  over,
  someParts,
  tuesday,
  tuesdayNine,
} from './digests-for-test.ts'

/** Registers the tests of slots: who takes them, how they end, and when they are forgotten. */
export function slotsOfDigests(opened: () => DigestsForTest): void {
  describe('slots', () => {
    it('are taken once, however many try at the same time', async () => {
      const { first, second, addSlot } = opened()
      const rooms = Array.from({ length: 12 }, (_, number) => `C${number}`)
      for (const room of rooms) await addSlot(room)
      const taken = await Promise.all(
        Array.from({ length: 8 }, (_, number) => (number % 2 ? first : second).take(['slack'], 3, leaseMs)),
      )
      const rest = await first.take(['slack'], 20, leaseMs)
      expect([...taken.flat(), ...rest].map(({ room }) => room).toSorted()).toEqual(rooms.toSorted())
    })

    it('come with all that is needed to go on with them', async () => {
      const { first, addSlot, takeBy } = opened()
      await addSlot('C1')
      const [slot] = await takeBy(first)
      expect(slot).toMatchObject({
        ...keyOf('C1'),
        isDirect: false,
        dueAt: mondayNine,
        state: 'due',
        setBy: 'U1',
        rule: digestOf('C1').rule,
      })
      expect(slot?.ageMs).toBeLessThan(20_000)
    })

    it('are held for others until the lease is over, and by its holder as long as it renews it', async () => {
      const { first, second, addSlot, roomsTakenBy, stateOf } = opened()
      await addSlot('C1')
      expect(await roomsTakenBy(first)).toEqual(['C1'])
      expect(await roomsTakenBy(second)).toEqual([])
      expect(await first.renew(keyOf('C1'), over)).toBe(true)
      expect(await roomsTakenBy(second)).toEqual(['C1'])
      expect(await first.renew(keyOf('C1'), leaseMs)).toBe(false)
      expect(await first.settle(keyOf('C1'), { state: 'failed', reason: 'late to the party' })).toBe(false)
      expect(await stateOf('C1')).toBe('due')
    })

    it('are given back at once, or for later', async () => {
      const { first, second, addSlot, takeBy, roomsTakenBy } = opened()
      await addSlot('C1')
      await takeBy(first)
      await first.letGo(keyOf('C1'), 0)
      expect(await roomsTakenBy(second)).toEqual(['C1'])
      await second.letGo(keyOf('C1'), leaseMs)
      expect(await roomsTakenBy(first)).toEqual([])
      expect(await first.isAnyWaiting(['slack'])).toBe(true)
      expect(await first.isAnyWaiting(['lineworks'])).toBe(false)
    })

    it('are taken one at a time in a room, the oldest first', async () => {
      const { first, addSlot, takeBy } = opened()
      await addSlot('C1', tuesday, tuesdayNine)
      await addSlot('C1')
      await addSlot('C2')
      const daysTaken = async () =>
        (await takeBy(first)).map(({ room, date, hasLater }) => [room, date, hasLater]).toSorted()
      expect(await daysTaken()).toEqual([
        ['C1', monday, true],
        ['C2', monday, false],
      ])
      await first.settle(keyOf('C1'), { state: 'sent' })
      expect(await daysTaken()).toEqual([['C1', tuesday, false]])
    })

    it('are left to those who can send them', async () => {
      const { first, addSlot } = opened()
      await addSlot('C1')
      expect(await first.take(['lineworks'], 10, leaseMs)).toEqual([])
      expect(await first.take([], 10, leaseMs)).toEqual([])
    })

    it('give way at once to who is alone on the store', async () => {
      const { store, first, addSlot, takeBy, roomsTakenBy } = opened()
      await addSlot('C1')
      await takeBy(first)
      const alone = createDigestSlots(store.db, 'alone', { isAlone: true })
      expect(await roomsTakenBy(alone)).toEqual(['C1'])
      expect(await roomsTakenBy(alone)).toEqual([])
    })

    it('end once, and tell how', async () => {
      const { first, addSlot, takeBy, roomsTakenBy } = opened()
      await addSlot('C1')
      await takeBy(first)
      const end = { state: 'sent', link: 'https://example.com/p1' } as const
      expect(await first.settle(keyOf('C1'), end, 5)).toBe(true)
      expect(await first.settle(keyOf('C1'), { state: 'failed' })).toBe(false)
      expect(await roomsTakenBy(first, over)).toEqual([])
      expect(await first.latest(digestOf('C1'), 7)).toMatchObject([{ ...end, reason: null }])
      expect(await first.base(digestOf('C1'))).toEqual({ snapshot: 5, date: monday, dueAt: mondayNine })
    })

    it('are compared with the last that was delivered or had nothing to say', async () => {
      const { first, addSlot, takeBy } = opened()
      expect(await first.base(digestOf('C1'))).toBeUndefined()
      for (const [day, state] of (['empty', 'sent', 'uncertain', 'failed'] as const).entries()) {
        await addSlot('C1', `2026-11-0${day + 1}` as CalendarDate)
        await takeBy(first)
        await first.settle(keyOf('C1', `2026-11-0${day + 1}` as CalendarDate), { state }, day + 1)
      }
      expect((await first.base(digestOf('C1')))?.snapshot).toBe(2)
      expect(await first.base(digestOf('C2'))).toBeUndefined()
    })

    it('are forgotten where the digest is ended before they are composed, and not after', async () => {
      const { first, second, addSlot, takeBy, stateOf } = opened()
      await addSlot('C1')
      await addSlot('C2')
      await takeBy(first)
      await first.ready(keyOf('C2'), someParts, 1)
      for (const room of ['C1', 'C2']) await second.drop(digestOf(room))
      expect(await first.ready(keyOf('C1'), someParts, 1)).toBeUndefined()
      expect(await Promise.all(['C1', 'C2'].map(stateOf))).toEqual([undefined, 'ready'])
    })

    it('are forgotten where the clock went back before them', async () => {
      const { first, addSlot } = opened()
      await addSlot('C1')
      await addSlot('C1', tuesday, tuesdayNine)
      await first.forgetAfter(mondayNine)
      expect(await first.dates(digestOf('C1'))).toEqual(new Set([monday]))
    })

    it('are cleared away with their messages when they are old', async () => {
      const { store, first, addSlot, stateOf, partStates, readySlot } = opened()
      await readySlot()
      await addSlot('C2')
      await sql`update digest_slot set created_at = now() - interval '31 days' where room = 'C1'`.execute(
        store.db,
      )
      await first.prune(30 * 24 * 3_600_000)
      expect(await Promise.all(['C1', 'C2'].map(stateOf))).toEqual([undefined, 'due'])
      expect(await partStates()).toEqual([])
    })
  })
}
