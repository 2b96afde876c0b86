import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { Collecting } from '../../src/directory/collect/collecting.ts'
import { scheduleReadings } from '../../src/directory/collect/schedule.ts'
import { createCustomers } from '../../src/storage/copy/customers.ts'
import { createPasses, type Passes } from '../../src/storage/copy/passes.ts'
import { createReadings } from '../../src/storage/copy/readings.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'

/** That day, unless it says another. */
const at = (time: string) => `2026-${time.includes('T') ? '' : '11-20T'}${time}:00.000Z` as Instant

describe('a pass ahead of a digest at 09:00', () => {
  let place: StorePlaceForTests
  let store: Store
  let passes: Passes
  let digestAt: Instant | null

  beforeAll(async () => {
    place = await makeDataDir()
    store = await openStore(place)
    await store.migrate()
    passes = createPasses(store.db)
  })
  beforeEach(() => {
    digestAt = at('09:00')
  })
  afterEach(async () => {
    await sql`truncate customer, pass, pass_cursor, reading`.execute(store.db)
  })
  afterAll(async () => {
    await store.close()
    await place.remove()
  })

  /** A pass that has ended. */
  async function made(from: string, to: string, isComplete = true): Promise<void> {
    await sql`
      insert into pass (started_at, ended_at, listed_at, is_complete)
      values (${at(from)}::timestamptz, ${at(to)}::timestamptz, ${at(to)}::timestamptz, ${isComplete})
    `.execute(store.db)
  }

  /** Whether one is begun at a time of day. */
  async function isBegun(time: string, more: Partial<Collecting> = {}): Promise<boolean> {
    const wallClock = () => Date.parse(at(time))
    await scheduleReadings({
      customers: createCustomers(store.db),
      readings: createReadings(store.db),
      passes,
      wallClock,
      clock: createBusinessClock(wallClock),
      nextDigestAt: async () => digestAt,
      ...more,
    } as Collecting)
    const running = await passes.running()
    if (running) await sql`delete from pass where id = ${running.id}`.execute(store.db)
    return running !== undefined
  }

  it('begins two minutes and a fifth earlier than the last one would have had to', async () => {
    await made('04:00', '04:10')
    expect(await isBegun('08:45')).toBe(false)
    expect(await isBegun('08:46')).toBe(true)
    expect(await isBegun('08:59')).toBe(true)
  })

  it('begins late rather than not at all', async () => {
    await made('04:00', '04:10')
    expect(await isBegun('09:03')).toBe(true)
  })

  it('is made once, whether it was quicker or slower than the last, and whether or not it saw all', async () => {
    await made('04:00', '04:10')
    await made('08:46', '08:47')
    expect(await isBegun('08:59')).toBe(false)
    await made('08:46', '08:58')
    expect(await isBegun('08:59')).toBe(false)
    await made('08:46', '08:59', false)
    expect(await isBegun('09:00')).toBe(false)
  })

  it('goes by the longest of the last three that were complete', async () => {
    await made('01:00', '01:50')
    await made('02:00', '02:20')
    await made('03:00', '03:30')
    await made('04:00', '04:10')
    await made('05:00', '05:55', false)
    expect(await isBegun('08:21')).toBe(false)
    expect(await isBegun('08:22')).toBe(true)
  })

  it('is another for another time', async () => {
    await made('08:50', '08:56')
    digestAt = at('10:00')
    expect(await isBegun('09:50')).toBe(false)
    expect(await isBegun('09:51')).toBe(true)
  })

  it('is not begun more than six hours before, whatever the last one seems to have taken', async () => {
    await made('11-11T02:50', '02:50')
    expect(await isBegun('02:59')).toBe(false)
    expect(await isBegun('03:00')).toBe(true)
  })

  it.each([
    ['no digest', { nextDigestAt: async () => null }],
    ['nobody who knows of digests', { nextDigestAt: undefined }],
  ])('is not made where there is %s', async (_what, more) => {
    await made('04:00', '04:10')
    expect(await isBegun('08:59', more)).toBe(false)
    // But the copy must not be older than six hours.
    expect(await isBegun('10:10', more)).toBe(true)
  })
})
