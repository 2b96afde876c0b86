/** Days left, both ends included. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

const lastDays = [0, 1, 3, 7, 14]

/** Today, in 1, 3, 7 and 14 days, and what is left up to `days`: ranges, so that a weekend hides nothing. */
export function rangesWithin(days: number): DayRange[] {
  const ends = [...lastDays.filter((last) => last < days), days]
  return ends.map((to, index) => ({ from: index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, to }))
}

/** Which of the ranges, from 0; past the last one where it is further off than all of them. */
export function rangeIndex(ranges: readonly DayRange[], daysLeft: number): number {
  const index = ranges.findIndex(({ to }) => daysLeft <= to)
  return index < 0 ? ranges.length : index
}
