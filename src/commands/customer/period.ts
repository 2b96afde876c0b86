import { type CalendarDate, daysBetween } from '../../core/calendar.ts'
import { date, type Phrase, say } from '../../core/phrase.ts'

/** From and to, either of which may not be given. */
export function periodOf(startsOn: CalendarDate | null, endsOn: CalendarDate | null): Phrase {
  if (startsOn && endsOn) return say('period.both', { from: date(startsOn), to: date(endsOn) })
  if (startsOn) return say('period.openEnd', { from: date(startsOn) })
  if (endsOn) return say('period.openStart', { to: date(endsOn) })
  return say('period.none')
}

/** Calendar days that are left; on the end date itself none are, and it ends today. */
export function timeLeft(endsOn: CalendarDate | null, today: CalendarDate): Phrase {
  return endsOn ? counted('daysLeft', daysBetween(today, endsOn)) : say('daysLeft.noEnd')
}

/** How far off a day is: `in 3 days`. */
export function timeUntil(on: CalendarDate, today: CalendarDate): Phrase {
  return counted('daysUntil', daysBetween(today, on))
}

/** Days from today in words, `past` for negative ones. */
export function counted(words: 'daysLeft' | 'daysUntil', days: number): Phrase {
  if (days === 0) return say(`${words}.today`)
  return days > 0 ? say(`${words}.ahead`, { count: days }) : say(`${words}.past`, { count: -days })
}
