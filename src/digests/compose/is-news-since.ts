import { type CalendarDate, daysBetween } from '../../core/calendar.ts'
import { type DayRange, rangeIndex } from '../../core/digest/ranges.ts'
import { hasItem } from '../../core/digest/snapshot.ts'
import type { Ending } from '../../core/expiry.ts'
import { type Item, itemOf } from '../../core/item.ts'
import { isPutAway, type Mark } from '../../core/marks.ts'
import type { ComposeInput } from '../composing.ts'

/**
 * Tells whether an ending that is listed now was not in the last digest, or stood in a range further off there: it is
 * new, time has passed, or somebody's date to put it off till has come. `dayBefore` is the customer's date then.
 */
export function isNewsSince(
  { snapshot, date }: NonNullable<ComposeInput['base']>,
  marks: readonly Mark[],
  ranges: readonly DayRange[],
): (ending: Ending, dayBefore: CalendarDate) => boolean {
  const wasAway = new Set<Item>(marks.filter((mark) => isPutAway(mark, date)).map(({ item }) => item))

  return (ending, dayBefore) => {
    const { on, daysLeft, domainId } = ending
    const item = itemOf(ending)
    // What has no item cannot be told from what there was.
    if (item && (wasAway.has(item) || !hasItem(snapshot[domainId], item))) return true
    if (on === null || daysLeft === null) return false
    return rangeIndex(ranges, daysLeft) < rangeIndex(ranges, daysBetween(dayBefore, on))
  }
}
