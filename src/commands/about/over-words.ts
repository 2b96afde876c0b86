import { type CalendarDate, daysBetween } from '../../core/calendar.ts'
import { date, type Phrase, say } from '../../core/phrase.ts'
import type { Term } from './term.ts'

/** That something is over, and since when where that is told. */
export function overWords(term: Term, today: CalendarDate, what: Phrase = term.name): Phrase {
  const { lastOn } = term
  if (!lastOn || lastOn >= today) return say('about.over', { what })
  return say('about.overSince', { what, date: date(lastOn), count: daysBetween(lastOn, today) })
}
