import { daysBetween } from '../../core/calendar.ts'
import { date, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'
import { goingOnWords } from './going-on-words.ts'
import { overWords } from './over-words.ts'
import { tellTerms } from './tell-each.ts'

/** How many calendar days are left of each, counted where the customer is. */
export function tellDaysLeft(gathered: Gathered): Phrase[] {
  const { today } = gathered
  return tellTerms(gathered, (term) => {
    const { name: what, lastOn, isOver, isFree } = term
    if (isOver) return overWords(term, today)
    if (!lastOn) return say(isFree ? 'about.free' : 'about.daysLeft.noEnd', { what })
    if (lastOn < today) return goingOnWords(term)
    const count = daysBetween(today, lastOn)
    const on = { what, date: date(lastOn) }
    return count === 0 ? say('about.daysLeft.today', on) : say('about.daysLeft.ahead', { ...on, count })
  })
}
