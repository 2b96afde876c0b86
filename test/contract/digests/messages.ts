import { describe, expect, it } from 'vitest'
import type { Item } from '../../../src/core/item.ts'
import {
  child,
  type DigestsForTest,
  digestOf,
  keyOf,
  leaseMs,
  over,
  parent,
  someParts,
} from './digests-for-test.ts'

/** Registers the tests of the messages of a slot, each of which is posted once. */
export function messagesOfDigests(opened: () => DigestsForTest): void {
  describe('messages', () => {
    it('are kept together with the slot, once', async () => {
      const { first, firstParts, readySlot } = opened()
      await readySlot()
      expect(await first.ready(keyOf('C1'), someParts, 1)).toBeUndefined()
      expect(await firstParts.ofSlot(keyOf('C1'))).toEqual([
        { ...parent, ...someParts[0], state: 'waiting', messageId: null },
        { ...child, ...someParts[1], state: 'waiting', messageId: null },
      ])
    })

    it('may be posted by the holder of the slot alone, once', async () => {
      const { firstParts, secondParts, partStates, readySlot } = opened()
      await readySlot()
      expect(await secondParts.sending(parent, leaseMs)).toBe(false)
      expect(await firstParts.sending(parent, leaseMs)).toBe(true)
      expect(await firstParts.sending(parent, leaseMs)).toBe(false)
      expect(await partStates()).toEqual(['sending', 'waiting'])
    })

    it('may not be posted under a lease that is over', async () => {
      const { first, firstParts, readySlot } = opened()
      await readySlot()
      await first.renew(keyOf('C1'), over)
      expect(await firstParts.sending(parent, leaseMs)).toBe(false)
    })

    it('are not begun in a room that has no digest any more, and finished where they were', async () => {
      const { rows, firstParts, partStates, readySlot } = opened()
      await readySlot()
      await rows.remove(digestOf('C1'))
      expect(await firstParts.sending(parent, leaseMs)).toBe(false)
      expect(await firstParts.sending(child, leaseMs)).toBe(true)
      expect(await partStates()).toEqual(['waiting', 'sending'])
    })

    it('lease the slot anew when they are about to be posted', async () => {
      const { second, firstParts, secondParts, roomsTakenBy, readySlot } = opened()
      await readySlot()
      await firstParts.sending(parent, over)
      expect(await roomsTakenBy(second)).toEqual(['C1'])
      expect((await secondParts.ofSlot(keyOf('C1')))[0]?.state).toBe('sending')
      expect(await firstParts.notSent(parent)).toBe(false)
      expect(await secondParts.notSent(parent)).toBe(true)
      expect(await secondParts.sending(parent, leaseMs)).toBe(true)
    })

    it('are believed to be sent by who sent them, whoever holds the slot by now', async () => {
      const { second, firstParts, secondParts, takeBy, partStates, readySlot } = opened()
      await readySlot()
      await firstParts.sending(parent, over)
      await takeBy(second)
      await secondParts.settle(parent, 'uncertain')
      await firstParts.settle(parent, 'failed')
      expect(await partStates()).toEqual(['uncertain', 'waiting'])
      await firstParts.sent(parent, '1.1')
      await firstParts.sent(child, '1.2')
      expect(
        (await firstParts.ofSlot(keyOf('C1'))).map(({ state, messageId }) => [state, messageId]),
      ).toEqual([
        ['sent', '1.1'],
        ['waiting', null],
      ])
    })

    it('are found by the items that they name, in their room and for so long', async () => {
      const { firstParts, readySlot } = opened()
      const item = '7/c/1/2026-11-30' as Item
      const room = digestOf('C1')
      await readySlot()
      expect(await firstParts.naming(item, room, leaseMs)).toEqual([])
      for (const [part, id] of [[parent, '1.1'] as const, [child, '1.2'] as const]) {
        await firstParts.sending(part, leaseMs)
        await firstParts.sent(part, id)
      }
      expect(await firstParts.naming(item, room, leaseMs)).toMatchObject([
        { ...child, messageId: '1.2', parentId: '1.1', payload: someParts[1]?.payload, rule: room.rule },
      ])
      expect(await firstParts.naming('8/c/1/2026-11-30' as Item, room, leaseMs)).toEqual([])
      expect(await firstParts.naming(item, digestOf('C2'), leaseMs)).toEqual([])
      expect(await firstParts.naming(item, room, -leaseMs)).toEqual([])
    })
  })
}
