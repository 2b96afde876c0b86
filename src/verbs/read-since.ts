import { DateTime, Duration } from 'luxon'
import type { Instant } from '../core/calendar.ts'

const pointForm = /^\d{4}-\d{2}-\d{2}(?:T.+)?$/
const durationForm = /^P[\dYMWDTHS.]*[YMWDHS]$/

/**
 * Reads ISO 8601: a date (its beginning in `zone`), a date and time (in `zone` where no offset is written), or a
 * duration back from `nowMs`. Undefined for everything else.
 */
export function readSince(text: string, zone: string, nowMs: number): Instant | undefined {
  const ms = readMs(text, zone, nowMs)
  // Nothing was asked before 1970, and not every store knows the time before our era.
  return Number.isNaN(ms) ? undefined : (new Date(Math.max(0, ms)).toISOString() as Instant)
}

function readMs(text: string, zone: string, nowMs: number): number {
  if (pointForm.test(text)) return DateTime.fromISO(text, { zone }).toMillis()
  const duration = Duration.fromISO(durationForm.test(text) ? text : '')
  return duration.isValid ? DateTime.fromMillis(nowMs, { zone }).minus(duration).toMillis() : Number.NaN
}
