import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type DigestsForTest, keyOf, someParts, tuesday, tuesdayNine } from './digests-for-test.ts'

/** Registers the tests of what digests are compared with. */
export function snapshotsOfDigests(opened: () => DigestsForTest): void {
  describe('snapshots', () => {
    it('are kept once where they are equal, by however many', async () => {
      const { snapshots } = opened()
      const kept = await Promise.all(
        Array.from({ length: 5 }, () => snapshots.keep({ b: [1, null], a: 'é' })),
      )
      const number = await snapshots.keep({ a: 'é', b: [1, null] })
      expect(await snapshots.find(number)).toEqual({ a: 'é', b: [1, null] })
      expect(kept).toContain(number)
      expect(await snapshots.keep({ a: 'other' })).not.toBe(number)
      expect(await snapshots.find(999)).toBeUndefined()
    })

    it('are cleared away unless the last delivered slot of a room, or an open one, refers to them', async () => {
      const { store, first, snapshots, addSlot, takeBy } = opened()
      const numbers: number[] = []
      for (let content = 0; content < 5; content += 1) numbers.push(await snapshots.keep({ content }))
      const [former = 0, last = 0, open = 0, free = 0, fresh = 0] = numbers
      await addSlot('C1')
      await takeBy(first)
      await first.settle(keyOf('C1'), { state: 'sent' }, former)
      await addSlot('C1', tuesday, tuesdayNine)
      await takeBy(first)
      await first.settle(keyOf('C1', tuesday), { state: 'empty' }, last)
      await addSlot('C2')
      await takeBy(first)
      await first.ready(keyOf('C2'), someParts, open)
      await sql`update digest_snapshot set created_at = now() - interval '2 days' where id <> ${fresh}`.execute(
        store.db,
      )
      await snapshots.prune(24 * 3_600_000)
      const left = await Promise.all(numbers.map((number) => snapshots.keepOn(number)))
      expect(left).toEqual([false, true, true, false, true])
      expect(free).toBeGreaterThan(0)
    })
  })
}
