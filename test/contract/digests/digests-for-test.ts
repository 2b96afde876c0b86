import { expect } from 'vitest'
import type { CalendarDate, Instant } from '../../../src/core/calendar.ts'
import type { Digest, SlotKey } from '../../../src/core/digest/digest.ts'
import { addSlots } from '../../../src/storage/digests/add-slots.ts'
import { createDigestParts } from '../../../src/storage/digests/digest-parts.ts'
import { createDigestRows } from '../../../src/storage/digests/digest-rows.ts'
import { createDigestSlots, type DigestSlots } from '../../../src/storage/digests/digest-slots.ts'
import { createDigestSnapshots } from '../../../src/storage/digests/digest-snapshots.ts'
import type { Store } from '../../../src/storage/store.ts'

export const leaseMs = 60_000
/** A lease that is over when it begins. */
export const over = -1
export const monday = '2026-11-23' as CalendarDate
export const tuesday = '2026-11-24' as CalendarDate
export const mondayNine = '2026-11-23T00:00:00.000Z' as Instant
export const tuesdayNine = '2026-11-24T00:00:00.000Z' as Instant

export function digestOf(room: string, { nextAt = mondayNine }: { nextAt?: Instant } = {}): Digest {
  return {
    ...{ platform: 'slack', workspace: 'T1', room, isDirect: false },
    rule: { at: '09:00', zone: 'Asia/Tokyo', days: 30, locale: 'ja', contains: null, everyDay: false },
    setBy: { person: 'U1', name: 'Mina Park' },
    nextAt,
    paused: null,
  }
}

export const keyOf = (room: string, date = monday): SlotKey => ({
  platform: 'slack',
  workspace: 'T1',
  room,
  date,
})

export const someParts = [
  { deliveryId: 'id-0', payload: 'parent' },
  { deliveryId: 'id-1', payload: 'names 7/c/1/2026-11-30' },
]
export const parent = { slot: keyOf('C1'), part: 0 }
export const child = { slot: keyOf('C1'), part: 1 }

/** The ledger of digests in a store, in the hands of two processes. */
export function createDigestsForTest(store: Store) {
  const rows = createDigestRows(store.db)
  const first = createDigestSlots(store.db, 'first')
  const second = createDigestSlots(store.db, 'second')
  const firstParts = createDigestParts(store.db, 'first')
  const secondParts = createDigestParts(store.db, 'second')
  const snapshots = createDigestSnapshots(store.db)

  const addSlot = (room: string, date = monday, dueAt = mondayNine) =>
    addSlots(store.db, [{ digest: digestOf(room), date, dueAt, isSkipped: false }])
  const takeBy = async (slots: DigestSlots, ms = leaseMs) => slots.take(['slack'], 10, ms)
  const roomsTakenBy = async (slots: DigestSlots, ms = leaseMs) =>
    (await takeBy(slots, ms)).map(({ room }) => room)
  const stateOf = async (room: string) => (await first.latest(digestOf(room), 1))[0]?.state
  const partStates = async () => (await firstParts.ofSlot(keyOf('C1'))).map(({ state }) => state)

  async function readySlot(): Promise<void> {
    await rows.save(digestOf('C1'))
    await addSlot('C1')
    await takeBy(first)
    const kept = await first.ready(keyOf('C1'), someParts, 1)
    expect(kept).toEqual(await firstParts.ofSlot(keyOf('C1')))
  }

  return {
    ...{ store, rows, first, second, firstParts, secondParts, snapshots },
    ...{ addSlot, takeBy, roomsTakenBy, stateOf, partStates, readySlot },
  }
}

export type DigestsForTest = ReturnType<typeof createDigestsForTest>
