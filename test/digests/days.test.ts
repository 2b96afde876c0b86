import { describe, expect, it } from 'vitest'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import { createDigestsForTest, roomOf, rule, setter, useStore } from './digests-for-test.ts'

const store = useStore()
const room = roomOf('C1')

/** A room whose digest was set at a time. */
async function roomSet(at: string, given: Partial<DigestRule> = {}, options = {}) {
  const desk = createDigestsForTest(store(), at, options)
  await desk.digests.set(room, { ...rule, ...given }, setter)
  return {
    ...desk,
    async runAt(instant: string) {
      desk.moveTo(instant)
      await desk.digesting.runDue()
    },
    nextAt: async () => (await desk.digests.find(room))?.nextAt,
    postedDates: () => desk.composed.map(({ date }) => date),
  }
}

describe('the days of a digest', () => {
  it('are Monday to Friday, at the hour of the zone', async () => {
    const desk = await roomSet('2026-11-20T08:59:59+09:00')
    expect(await desk.nextAt()).toBe('2026-11-20T00:00:00.000Z')
    await desk.runAt('2026-11-20T08:59:59+09:00')
    expect(desk.postedDates()).toEqual([])
    for (const day of [20, 21, 22, 23]) await desk.runAt(`2026-11-${day}T09:00:00+09:00`)
    expect(await desk.slots()).toEqual(['2026-11-23 sent', '2026-11-20 sent'])
    expect(await desk.nextAt()).toBe('2026-11-24T00:00:00.000Z')
  })

  it('can be all, except holidays', async () => {
    const isHoliday = (on: string) => on === '2026-11-23'
    const desk = await roomSet('2026-11-20T08:00:00+09:00', { everyDay: true }, { isHoliday })
    for (const day of [20, 21, 22, 23, 24]) await desk.runAt(`2026-11-${day}T09:00:00+09:00`)
    expect(desk.postedDates()).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-24'])
  })

  it.each([
    { title: 'on time', at: '2026-11-24T09:00:00+09:00', slots: ['2026-11-24 sent'] },
    { title: 'six hours late', at: '2026-11-24T15:00:00+09:00', slots: ['2026-11-24 sent'] },
    { title: 'later than that', at: '2026-11-24T15:00:01+09:00', slots: ['2026-11-24 skipped late'] },
    {
      title: 'after two days',
      at: '2026-11-26T10:00:00+09:00',
      slots: ['2026-11-26 sent', '2026-11-25 skipped late', '2026-11-24 skipped late'],
    },
    {
      title: 'after a month',
      at: '2026-12-24T16:00:00+09:00',
      slots: [24, 23, 22, 21, 18, 17, 16].map((day) => `2026-12-${day} skipped late`),
    },
  ])('post one at most after a process was down: $title', async ({ at, slots }) => {
    const desk = await roomSet('2026-11-23T10:00:00+09:00')
    await desk.runAt(at)
    expect(await desk.slots()).toEqual(slots)
    await desk.digesting.runDue()
    expect(desk.postedDates()).toHaveLength(slots.filter((slot) => slot.endsWith('sent')).length)
  })

  it('tell the composer when they were due, so that it can say that they are late', async () => {
    const desk = await roomSet('2026-11-23T10:00:00+09:00')
    await desk.runAt('2026-11-24T11:00:00+09:00')
    expect(desk.composed[0]).toMatchObject({
      dueAt: '2026-11-24T00:00:00.000Z',
      now: '2026-11-24T02:00:00.000Z',
    })
  })

  it('are skipped where nobody could send them for six hours', async () => {
    const desk = await roomSet('2026-11-23T10:00:00+09:00', {}, { senders: new Map() })
    await desk.runAt('2026-11-24T09:00:00+09:00')
    expect(await desk.slots()).toEqual(['2026-11-24 due'])
    const other = createDigestsForTest(store(), '2026-11-24T15:00:01+09:00')
    await other.digesting.runDue()
    expect(await other.slots()).toEqual(['2026-11-24 skipped late'])
  })
})

describe('nights on which the clocks change', () => {
  const wall = { zone: 'America/New_York', everyDay: true }

  it('move a time that is left out to the end of the gap', async () => {
    const desk = await roomSet('2026-03-07T12:00:00-05:00', { ...wall, at: '02:30' })
    await desk.runAt('2026-03-08T06:59:59Z')
    expect(desk.postedDates()).toEqual([])
    await desk.runAt('2026-03-08T07:00:00Z')
    await desk.runAt('2026-03-08T07:30:00Z')
    expect(desk.postedDates()).toEqual(['2026-03-08'])
    expect(await desk.nextAt()).toBe('2026-03-09T06:30:00.000Z')
  })

  it('count a time that comes twice once', async () => {
    const desk = await roomSet('2026-10-31T12:00:00-04:00', { ...wall, at: '01:30' })
    for (let minutes = 0; minutes <= 180; minutes += 30) {
      await desk.runAt(new Date(Date.parse('2026-11-01T04:30:00Z') + minutes * 60_000).toISOString())
    }
    expect(desk.composed.map(({ dueAt }) => dueAt)).toEqual(['2026-11-01T05:30:00.000Z'])
  })
})

describe('a day that has had its digest', () => {
  it('gets no second one when the digest is ended and set again', async () => {
    const desk = await roomSet('2026-11-23T08:00:00+09:00')
    await desk.runAt('2026-11-23T09:00:00+09:00')
    expect(await desk.digests.off(room)).toBe(true)
    expect(await desk.digests.off(room)).toBe(false)
    const again = await desk.digests.set(room, { ...rule, at: '18:00' }, setter)
    expect(again.nextAt).toBe('2026-11-24T09:00:00.000Z')
    await desk.runAt('2026-11-23T18:00:00+09:00')
    expect(desk.postedDates()).toEqual(['2026-11-23'])
  })

  it('gets none at another hour, or in another zone', async () => {
    const desk = await roomSet('2026-11-23T08:00:00+09:00')
    await desk.runAt('2026-11-23T09:00:00+09:00')
    const later = await desk.digests.set(room, { ...rule, at: '09:30' }, setter)
    expect(later.nextAt).toBe('2026-11-24T00:30:00.000Z')
    const west = { ...rule, zone: 'America/Los_Angeles', at: '18:00', everyDay: true }
    expect((await desk.digests.set(room, west, setter)).nextAt).toBe('2026-11-23T02:00:00.000Z')
    await desk.runAt('2026-11-22T18:00:00-08:00')
    const next = await desk.digests.set(room, { ...west, at: '20:00' }, setter)
    expect(next.nextAt).toBe('2026-11-25T04:00:00.000Z')
  })

  it('can still come at a later hour where it has not been', async () => {
    const desk = await roomSet('2026-11-23T08:00:00+09:00')
    await desk.digests.off(room)
    await desk.digests.set(room, { ...rule, at: '08:30' }, setter)
    await desk.runAt('2026-11-23T08:30:00+09:00')
    expect(desk.postedDates()).toEqual(['2026-11-23'])
  })

  it('is not posted where it is ended while it waits', async () => {
    const desk = await roomSet('2026-11-23T08:00:00+09:00', {}, { senders: new Map() })
    await desk.runAt('2026-11-23T09:00:00+09:00')
    await desk.digests.off(room)
    const other = createDigestsForTest(store(), '2026-11-23T09:00:01+09:00')
    expect(await other.digesting.runDue()).toEqual([])
    expect(other.platform.posted).toEqual([])
  })
})

describe('a clock that is moved', () => {
  it('lets days come again that have not been', async () => {
    const desk = await roomSet('2026-11-20T08:00:00+09:00')
    for (const day of [20, 23, 24]) await desk.runAt(`2026-11-${day}T09:00:00+09:00`)
    desk.moveTo('2026-11-20T12:00:00+09:00')
    await desk.digesting.clockMoved()
    expect(await desk.slots()).toEqual(['2026-11-20 sent'])
    expect(await desk.nextAt()).toBe('2026-11-23T00:00:00.000Z')
    await desk.runAt('2026-11-23T09:00:00+09:00')
    expect(await desk.slots()).toEqual(['2026-11-23 sent', '2026-11-20 sent'])
  })

  it('lets nothing come twice where it only went ahead', async () => {
    const desk = await roomSet('2026-11-20T08:00:00+09:00')
    await desk.runAt('2026-11-20T09:00:00+09:00')
    desk.moveTo('2026-11-20T17:00:00+09:00')
    await desk.digesting.clockMoved()
    await desk.digesting.runDue()
    expect(desk.postedDates()).toEqual(['2026-11-20'])
  })

  it('is reckoned with at the next start, without a second digest of a day', async () => {
    const desk = await roomSet('2027-11-22T08:00:00+09:00')
    await desk.runAt('2027-11-22T09:00:00+09:00')
    const next = createDigestsForTest(store(), '2026-11-20T08:00:00+09:00', { tickMs: 3_600_000 })
    await next.digesting.start()
    await next.digesting.leave()
    expect((await next.digests.find(room))?.nextAt).toBe('2026-11-20T00:00:00.000Z')
    expect(await next.slots()).toEqual(['2027-11-22 sent'])
  })

  it('tells the next time', async () => {
    const desk = await roomSet('2026-11-20T08:00:00+09:00')
    expect(await desk.digesting.nextDigestAt()).toBe('2026-11-20T00:00:00.000Z')
    await desk.digests.off(room)
    expect(await desk.digesting.nextDigestAt()).toBeNull()
    expect(await desk.digesting.list()).toEqual([])
  })

  it('are not lost where the rule changes in the minute that they are due', async () => {
    const desk = await roomSet('2026-11-24T08:59:00+09:00')
    desk.moveTo('2026-11-24T09:00:00.400+09:00')
    await desk.digests.set(room, { ...rule, days: 14 }, setter)
    await desk.digesting.runDue()
    expect(await desk.slots()).toEqual(['2026-11-24 sent'])
  })

  it('that a moved clock has jumped over are late for nobody: the last one is posted', async () => {
    const desk = await roomSet('2026-11-20T02:50:00+09:00', { everyDay: true }, { isClockMovable: true })
    for (const day of [21, 22, 23]) {
      desk.moveTo(`2026-11-${day}T02:50:00+09:00`)
      await desk.digesting.clockMoved()
      await desk.digesting.runDue()
    }
    expect(desk.postedDates()).toEqual(['2026-11-20', '2026-11-21', '2026-11-22'])
    desk.moveTo('2026-12-12T02:50:00+09:00')
    await desk.digesting.clockMoved()
    await desk.digesting.runDue()
    expect(desk.postedDates().at(-1)).toBe('2026-12-11')
  })

  it('are not told after a later one has come', async () => {
    const desk = await roomSet('2026-11-23T08:00:00+09:00', {}, { isClockMovable: true })
    desk.state.lastPassAt = '2026-11-22T00:00:00Z'
    desk.moveTo('2026-11-23T09:00:00+09:00')
    const first = desk.digesting.runDue()
    await expect.poll(() => desk.waitedMs()).toBeGreaterThan(3_000)
    desk.moveTo('2026-11-24T09:00:00+09:00')
    await desk.digesting.clockMoved()
    await store()
      .db.updateTable('digest_slot')
      .set({ not_before: new Date(0) })
      .execute()
    desk.state.lastPassAt = '2026-11-24T00:00:00Z'
    await first
    expect(await desk.slots()).toEqual(['2026-11-24 sent', '2026-11-23 skipped late'])
  })
})
