import { LRUCache } from 'lru-cache'
import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon'
import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { Locale } from '../core/locale.ts'
import type { BusinessClock } from '../core/ports.ts'

/** Luxon keeps one formatter per language, zone and set of these; a new one each time would cost 130 µs. */
const dateParts = { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' } as const
const instantParts = { ...dateParts, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/**
 * Whether a zone is one of the IANA database, old aliases and any letter case included. Asking the zone rather than
 * Luxon's own parser, because that also takes `local` and `UTC+9`, which no customer has.
 */
export function knowsZone(zone: string): boolean {
  return IANAZone.create(zone).isValid
}

/** UTC where a zone is not known. */
function zoneOf(zone: string): Zone {
  const found = IANAZone.create(zone)
  return found.isValid ? found : FixedOffsetZone.utcInstance
}

/** Most days are said many times: those of the next months, in a few languages. */
const days = new LRUCache<`${Locale} ${CalendarDate}`, string>({ max: 2_000 })

/** A day with its weekday, such as `Thu, Dec 31, 2026`: the day as written, in whatever zone it is read. */
export function formatDate(on: CalendarDate, locale: Locale): string {
  const known = days.get(`${locale} ${on}`)
  if (known !== undefined) return known
  const said = DateTime.fromISO(on, { zone: 'utc', locale }).toLocaleString(dateParts)
  days.set(`${locale} ${on}`, said)
  return said
}

/**
 * A point in time in a zone, to the minute, with the zone and its offset at that time, so that the two 1:30s of the
 * night in which the clocks go back differ: `Sun, Nov 1, 2026, 01:30 (America/Los_Angeles, UTC-07:00)`.
 * An unknown zone is shown as UTC, and says so.
 */
export function formatInstant(at: Instant, zone: string, locale: Locale): string {
  const local = DateTime.fromMillis(Date.parse(at), { zone: zoneOf(zone), locale })
  const offset = `UTC${local.toFormat('ZZ')}`
  const named = local.zoneName === 'UTC' ? 'UTC' : `${local.zoneName}, ${offset}`
  return `${local.toLocaleString(instantParts)} (${named})`
}

/** The date in a zone at a time given in milliseconds since the epoch; in UTC where the zone is not known. */
export function todayIn(zone: string, nowMs: number): CalendarDate {
  return DateTime.fromMillis(nowMs, { zone: zoneOf(zone) }).toISODate() as CalendarDate
}

/** The clock that answers speak by. `nowMs` gives milliseconds since the epoch. */
export function createBusinessClock(nowMs: () => number): BusinessClock {
  return {
    now: () => new Date(nowMs()).toISOString() as Instant,
    today: (zone) => todayIn(zone, nowMs()),
    knows: knowsZone,
  }
}
