import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { Digest } from '../core/digest/digest.ts'
import type { DigestRule } from '../core/digest/rule.ts'
import { nextSlot, slotsBetween, type WallTimes } from '../core/digest/schedule.ts'
import type { Advance } from '../storage/digests/digest-rows.ts'

/** What tells the days of digests. */
interface Days {
  readonly times: WallTimes
  readonly isHoliday: (on: CalendarDate) => boolean
  /** The newest is delivered however late it is. */
  readonly isEverTimely?: boolean
}

/** What is later than this says nothing that the next day's would not. */
export const skippedAfterMs = 6 * 3_600_000
/** So many days can be seen in the room's status. */
const mostSkipped = 7

/**
 * The slots of a digest that have come since it was due, and its next time. The newest is delivered unless it is more
 * than six hours late; the others, of which the newest seven are kept, came too late.
 */
export function advanceDigest(
  digest: Digest,
  now: Instant,
  { times, isHoliday, isEverTimely = false }: Days,
): Advance {
  const { rule, nextAt } = digest
  const come = slotsBetween(rule, nextAt, now, times, isHoliday, mostSkipped + 1)
  const newest = come.at(-1)
  const isTimely =
    newest !== undefined && (isEverTimely || Date.parse(now) - Date.parse(newest.dueAt) <= skippedAfterMs)
  const slots = come.map((slot) => ({ digest, ...slot, isSkipped: slot !== newest || !isTimely }))
  return {
    slots: slots.slice(isTimely ? 0 : -mostSkipped),
    nextAt: nextSlot(rule, now, times, isHoliday).dueAt,
  }
}

/** When a room's next digest is due; days that it has had are left out. */
export function nextFreeAt(
  rule: DigestRule,
  after: Instant,
  had: ReadonlySet<CalendarDate>,
  { times, isHoliday }: Days,
): Instant {
  let slot = nextSlot(rule, after, times, isHoliday)
  while (had.has(slot.date)) slot = nextSlot(rule, slot.dueAt, times, isHoliday)
  return slot.dueAt
}
