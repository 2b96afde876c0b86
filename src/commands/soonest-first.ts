import type { CalendarDate } from '../core/calendar.ts'

/** Sorted by a date; rows without one come last, and equals keep the order they came in. */
export function soonestFirst<T>(rows: readonly T[], dateOf: (row: T) => CalendarDate | null): T[] {
  const sortKey = (row: T) => dateOf(row) ?? '9999-99-99'
  return rows.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) === sortKey(b) ? 0 : 1))
}
