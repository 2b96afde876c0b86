/** A day without a zone, `YYYY-MM-DD`: shown and compared as written, never turned into an instant. */
export type CalendarDate = string & { readonly brand: 'CalendarDate' }

/** A point in time, ISO 8601 with an offset. */
export type Instant = string & { readonly brand: 'Instant' }

const msPerDay = 86_400_000
const msPerMinute = 60_000

function toDayNumber(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / msPerDay
}

/** Undefined for what is no day of the calendar, such as `2026-02-30` or a date with a time. */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const ms = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined
  return text as CalendarDate
}

/** Undefined for what is no instant. A time without an offset is refused: its zone would be a guess. */
export function parseInstant(text: string): Instant | undefined {
  const hasOffset = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
  return hasOffset && !Number.isNaN(Date.parse(text)) ? (text as Instant) : undefined
}

/** Whole calendar days from `from` to `to`; negative when `to` lies before it, zero on the day itself. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date((toDayNumber(date) + days) * msPerDay).toISOString().slice(0, 10) as CalendarDate
}

/** The beginning of the minute. Answers show no seconds, and equal answers are put into words once. */
export function startOfMinute(at: Instant): Instant {
  return new Date(Math.floor(Date.parse(at) / msPerMinute) * msPerMinute).toISOString() as Instant
}
