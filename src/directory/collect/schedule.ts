import { addDays, type Instant } from '../../core/calendar.ts'
import { type Collecting, instantNow } from './collecting.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** A copy older than this is read anew: contracts change by the day, and a pass of 10,000 takes one and a half hours. */
const passEveryMs = 6 * hourMs
/** After a pass that was stopped or saw only a part of the list, and between two reads of those read often. */
const againAfterMs = hourMs
/** What ends in so many days is about to be acted upon. */
const nearDays = 3

/** Ahead of a digest a pass has the time that one takes, a part of it more, and this. */
const spareMs = 2 * minuteMs
const spareShare = 0.2

/** Begins a pass when one is due, and puts down whoever is read more often. Safe from several processes at once. */
export async function scheduleReadings(collecting: Collecting) {
  const { passes, customers, readings, clock, wallClock } = collecting
  const now = wallClock()
  const isOlder = (at: string | null, ms: number) => at === null || now - Date.parse(at) >= ms

  const [lastPassAt, lastEndAt] = await Promise.all([customers.lastPassAt(), passes.lastEndAt()])
  const isDue = isOlder(lastPassAt, passEveryMs) && isOlder(lastEndAt, againAfterMs)
  if (isDue || (await isDueForDigest(collecting, lastEndAt))) {
    await passes.begin(instantNow(wallClock))
    return
  }
  const today = clock.today('UTC')
  await readings.addOftenRead({
    // The date where the customer is may be the one before or after.
    from: addDays(today, -1),
    to: addDays(today, nearDays + 1),
    before: instantNow(() => now - againAfterMs),
  })
}

/**
 * Whether the next digest is so near that a pass has to begin to be done by then, and none has ended since it is,
 * however it ended: one pass for each time of digests.
 */
async function isDueForDigest(
  { passes, nextDigestAt, wallClock }: Collecting,
  lastEndAt: Instant | null,
): Promise<boolean> {
  const digestAt = await nextDigestAt?.()
  if (!digestAt) return false
  const usualMs = (await passes.usualMs()) ?? 0
  // One during which the clock was moved seems to have taken days.
  const aheadMs = Math.min(usualMs * (1 + spareShare) + spareMs, passEveryMs)
  const beginAt = Date.parse(digestAt) - aheadMs
  return wallClock() >= beginAt && (lastEndAt === null || Date.parse(lastEndAt) < beginAt)
}
