import type { CalendarDate } from '../../core/calendar.ts'
import { compareText } from '../../core/compare-text.ts'

/** Sorted by a date; rows without one come last, and equals keep the order they came in. */
export function soonestFirst<T>(rows: readonly T[], dateOf: (row: T) => CalendarDate | null): T[] {
  const sortKey = (row: T) => dateOf(row) ?? '9999-99-99'
  return rows.toSorted((a, b) => compareText(sortKey(a), sortKey(b)))
}
