import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Digest } from '../../src/core/digest/digest.ts'
import type { Item } from '../../src/core/item.ts'
import { addSlots } from '../../src/storage/add-slots.ts'
import { createDigestParts, type DigestParts } from '../../src/storage/digest-parts.ts'
import { createDigestSlots, type DigestSlots, type SlotKey } from '../../src/storage/digest-slots.ts'
import { createDigestSnapshots, type DigestSnapshots } from '../../src/storage/digest-snapshots.ts'
import { createDigestRows, type DigestRows } from '../../src/storage/digests.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const leaseMs = 60_000
/** A lease that is over when it begins. */
const over = -1
const monday = '2026-11-23' as CalendarDate
const tuesday = '2026-11-24' as CalendarDate
const mondayNine = '2026-11-23T00:00:00.000Z' as Instant
const tuesdayNine = '2026-11-24T00:00:00.000Z' as Instant

function digestOf(room: string, { nextAt = mondayNine }: { nextAt?: Instant } = {}): Digest {
  return {
    ...{ platform: 'slack', workspace: 'T1', room, isDirect: false },
    rule: { at: '09:00', zone: 'Asia/Tokyo', days: 30, locale: 'ja', contains: null, everyDay: false },
    setBy: { person: 'U1', name: 'Mina Park' },
    nextAt,
    paused: null,
  }
}

const keyOf = (room: string, date = monday): SlotKey => ({ platform: 'slack', workspace: 'T1', room, date })

/** Registers the tests that hold for the ledger of digests on every store. */
export function digestsContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`digests on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let rows: DigestRows
    let first: DigestSlots
    let second: DigestSlots
    let firstParts: DigestParts
    let secondParts: DigestParts
    let snapshots: DigestSnapshots

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      rows = createDigestRows(store.db)
      first = createDigestSlots(store.db, 'first')
      second = createDigestSlots(store.db, 'second')
      firstParts = createDigestParts(store.db, 'first')
      secondParts = createDigestParts(store.db, 'second')
      snapshots = createDigestSnapshots(store.db)
    })
    afterEach(async () => {
      for (const table of ['digest', 'digest_slot', 'digest_snapshot'] as const) {
        await store.db.deleteFrom(table).execute()
      }
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    const addSlot = (room: string, date = monday, dueAt = mondayNine) =>
      addSlots(store.db, [{ digest: digestOf(room), date, dueAt, isSkipped: false }])
    const takeBy = async (slots: DigestSlots, ms = leaseMs) => slots.take(['slack'], 10, ms)
    const roomsTakenBy = async (slots: DigestSlots, ms = leaseMs) =>
      (await takeBy(slots, ms)).map(({ room }) => room)
    const stateOf = async (room: string) => (await first.latest(digestOf(room), 1))[0]?.state
    const someParts = [
      { deliveryId: 'id-0', payload: 'parent' },
      { deliveryId: 'id-1', payload: 'names 7/c/1/2026-11-30' },
    ]
    const parent = { slot: keyOf('C1'), part: 0 }
    const child = { slot: keyOf('C1'), part: 1 }
    const partStates = async () => (await firstParts.ofSlot(keyOf('C1'))).map(({ state }) => state)

    async function readySlot(): Promise<void> {
      await addSlot('C1')
      await takeBy(first)
      expect(await first.ready(keyOf('C1'), someParts, 1)).toBe(true)
    }

    describe('rooms', () => {
      it('have at most one digest, kept as it was set last', async () => {
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
        for (let room = 0; room < 20; room += 1) await rows.save(digestOf(`C${room}`))
        await rows.save(digestOf('later', { nextAt: tuesdayNine }))
        const done = await Promise.all(
          Array.from({ length: 6 }, () => rows.advance(mondayNine, 7, toTuesday)),
        )
        let total = done.reduce((sum, count) => sum + count, 0)
        // Who finds rows locked passes them by.
        while (total < 20) total += await rows.advance(mondayNine, 7, toTuesday)
        expect(total).toBe(20)
        expect(await rows.advance(mondayNine, 7, toTuesday)).toBe(0)
        const { rows: made } = await sql`select room from digest_slot`.execute(store.db)
        expect(made).toHaveLength(20)
      })

      it('gives a day that was had no second slot, and goes on to the next', async () => {
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
        const digest = digestOf('C1')
        await rows.save(digest)
        await rows.reschedule(digest, tuesdayNine)
        expect((await rows.find(digest))?.nextAt).toBe(tuesdayNine)
        await rows.reschedule(digest, '2027-01-01T00:00:00.000Z' as Instant)
        expect((await rows.find(digest))?.nextAt).toBe(tuesdayNine)
      })
    })

    describe('slots', () => {
      it('are taken once, however many try at the same time', async () => {
        const rooms = Array.from({ length: 12 }, (_, number) => `C${number}`)
        for (const room of rooms) await addSlot(room)
        const taken = await Promise.all(
          Array.from({ length: 8 }, (_, number) => (number % 2 ? first : second).take(['slack'], 3, leaseMs)),
        )
        const rest = await first.take(['slack'], 20, leaseMs)
        expect([...taken.flat(), ...rest].map(({ room }) => room).toSorted()).toEqual(rooms.toSorted())
      })

      it('come with all that is needed to go on with them', async () => {
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
        await addSlot('C1', tuesday, tuesdayNine)
        await addSlot('C1')
        expect((await takeBy(first)).map(({ date }) => date)).toEqual([monday])
        await first.settle(keyOf('C1'), { state: 'sent' })
        expect((await takeBy(first)).map(({ date }) => date)).toEqual([tuesday])
      })

      it('are left to those who can send them', async () => {
        await addSlot('C1')
        expect(await first.take(['lineworks'], 10, leaseMs)).toEqual([])
        expect(await first.take([], 10, leaseMs)).toEqual([])
      })

      it('give way at once to who is alone on the store', async () => {
        await addSlot('C1')
        await takeBy(first)
        const alone = createDigestSlots(store.db, 'alone', { isAlone: true })
        expect(await roomsTakenBy(alone)).toEqual(['C1'])
        expect(await roomsTakenBy(alone)).toEqual([])
      })

      it('end once, and tell how', async () => {
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
        await addSlot('C1')
        await addSlot('C2')
        await takeBy(first)
        await first.ready(keyOf('C2'), someParts, 1)
        for (const room of ['C1', 'C2']) await second.drop(digestOf(room))
        expect(await first.ready(keyOf('C1'), someParts, 1)).toBe(false)
        expect(await Promise.all(['C1', 'C2'].map(stateOf))).toEqual([undefined, 'ready'])
      })

      it('are forgotten where the clock went back before them', async () => {
        await addSlot('C1')
        await addSlot('C1', tuesday, tuesdayNine)
        await first.forgetAfter(mondayNine)
        expect(await first.dates(digestOf('C1'))).toEqual(new Set([monday]))
      })

      it('are cleared away with their messages when they are old', async () => {
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

    describe('messages', () => {
      it('are kept together with the slot, once', async () => {
        await readySlot()
        expect(await first.ready(keyOf('C1'), someParts, 1)).toBe(false)
        expect(await firstParts.ofSlot(keyOf('C1'))).toEqual([
          { ...parent, ...someParts[0], state: 'waiting', messageId: null },
          { ...child, ...someParts[1], state: 'waiting', messageId: null },
        ])
      })

      it('may be posted by the holder of the slot alone, once', async () => {
        await readySlot()
        expect(await secondParts.sending(parent, leaseMs)).toBe(false)
        expect(await firstParts.sending(parent, leaseMs)).toBe(true)
        expect(await firstParts.sending(parent, leaseMs)).toBe(false)
        expect(await partStates()).toEqual(['sending', 'waiting'])
      })

      it('may not be posted under a lease that is over', async () => {
        await readySlot()
        await first.renew(keyOf('C1'), over)
        expect(await firstParts.sending(parent, leaseMs)).toBe(false)
      })

      it('lease the slot anew when they are about to be posted', async () => {
        await readySlot()
        await firstParts.sending(parent, over)
        expect(await roomsTakenBy(second)).toEqual(['C1'])
        expect((await secondParts.ofSlot(keyOf('C1')))[0]?.state).toBe('sending')
        expect(await firstParts.notSent(parent)).toBe(false)
        expect(await secondParts.notSent(parent)).toBe(true)
        expect(await secondParts.sending(parent, leaseMs)).toBe(true)
      })

      it('are believed to be sent by who sent them, whoever holds the slot by now', async () => {
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

    describe('snapshots', () => {
      it('are kept once where they are equal, by however many', async () => {
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
  })
}
