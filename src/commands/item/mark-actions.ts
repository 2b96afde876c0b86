import { addDays, type CalendarDate } from '../../core/calendar.ts'
import type { Action } from '../../core/card.ts'
import type { Item } from '../../core/item.ts'
import type { Mark } from '../../core/marks.ts'
import { data, say } from '../../core/phrase.ts'

/** Tomorrow, and the same day of the next two weeks. */
const snoozeDays = [1, 7, 14] as const

/** What can be done about an item's place in digests. `endsOn`: null for what has no date. */
export function markActions(
  { item, endsOn }: { readonly item: Item; readonly endsOn: CalendarDate | null },
  mark: Mark | undefined,
  today: CalendarDate,
): Action[] {
  const done: Action = { kind: 'open', label: say('action.done'), command: `done ${item}` }
  const reopen: Action = { kind: 'open', label: say('action.reopen'), command: `reopen ${item}` }
  if (mark) return mark.as.kind === 'done' ? [reopen] : [done, reopen]

  const days = snoozeDays
    .map((count) => addDays(today, count))
    // Nobody wants to hear of it again once it is over; but what is over already can wait.
    .filter((until) => endsOn === null || until <= endsOn || endsOn < today)
  return [done, ...days.map((until) => snoozeUntil(item, until))]
}

/** The date as digits: LINE WORKS shows 20 characters of a label, and a date in words may take up 17. */
function snoozeUntil(item: Item, until: CalendarDate): Action {
  return {
    kind: 'open',
    label: say('action.snoozeUntil', { date: data(until) }),
    command: `snooze ${item} ${until}`,
  }
}
