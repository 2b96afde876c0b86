import { addDays, type CalendarDate, daysBetween, type Instant } from '../calendar.ts'
import type { DigestRule } from './rule.ts'

/** How clocks on a wall read in a zone. */
export interface WallTimes {
  dateOf(at: Instant, zone: string): CalendarDate
  /**
   * The first time at which the clocks read this day and `HH:MM`, or later: what they leave out moves to the first
   * minute after the gap, which may be the next day's, and of what they show twice the first time counts.
   */
  instantOf(on: CalendarDate, at: string, zone: string): Instant
}

/** The parts of a rule that say when. */
export type Timing = Pick<DigestRule, 'at' | 'zone' | 'everyDay'>

/** The day that a digest is for, and when it is due. */
interface SlotTime {
  readonly date: CalendarDate
  readonly dueAt: Instant
}

/** Longer than any row of holidays. */
const mostDaysAhead = 400

/**
 * The first slot that is due after a time, not at it. Throws where more than a year ahead is all holidays, which no
 * calendar has.
 */
export function nextSlot(
  rule: Timing,
  after: Instant,
  times: WallTimes,
  isHoliday: (on: CalendarDate) => boolean,
): SlotTime {
  const first = times.dateOf(after, rule.zone)
  for (let ahead = 0; ahead < mostDaysAhead; ahead++) {
    const slot = slotOn(addDays(first, ahead), rule, times, isHoliday)
    if (slot && msOf(slot.dueAt) > msOf(after)) return slot
  }
  throw new Error(`no day without a holiday in the ${mostDaysAhead} after ${first}`)
}

/**
 * The slots due from one time to another, both included, the oldest first; of more than `limit` the newest. None
 * where the holidays have changed since `from` was computed, and it is one now.
 */
export function slotsBetween(
  rule: Timing,
  from: Instant,
  to: Instant,
  times: WallTimes,
  isHoliday: (on: CalendarDate) => boolean,
  limit: number,
): readonly SlotTime[] {
  // Clocks that go back at midnight read the day before for a second time; those that go forward leave its end out.
  const last = addDays(times.dateOf(to, rule.zone), 1)
  const daysBack = daysBetween(addDays(times.dateOf(from, rule.zone), -1), last)
  const found: SlotTime[] = []
  for (let back = 0; back <= daysBack && found.length < limit; back++) {
    const slot = slotOn(addDays(last, -back), rule, times, isHoliday)
    if (slot && msOf(from) <= msOf(slot.dueAt) && msOf(slot.dueAt) <= msOf(to)) found.unshift(slot)
  }
  return found
}

function slotOn(
  date: CalendarDate,
  { at, zone, everyDay }: Timing,
  times: WallTimes,
  isHoliday: (on: CalendarDate) => boolean,
): SlotTime | undefined {
  if ((!everyDay && isWeekend(date)) || isHoliday(date)) return undefined
  const dueAt = times.instantOf(date, at, zone)
  return times.dateOf(dueAt, zone) === date || isThere(date, zone, times) ? { date, dueAt } : undefined
}

/** A zone that changes sides of the date line leaves out a whole day. */
function isThere(date: CalendarDate, zone: string, times: WallTimes): boolean {
  return times.dateOf(times.instantOf(date, '00:00', zone), zone) === date
}

function isWeekend(date: CalendarDate): boolean {
  const weekday = new Date(date).getUTCDay()
  return weekday === 0 || weekday === 6
}

function msOf(at: Instant): number {
  return Date.parse(at)
}
