import { date, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'
import { goingOnWords } from './going-on-words.ts'
import { overWords } from './over-words.ts'
import { tellTerms } from './tell-each.ts'

/** From when to when each runs. */
export function tellPeriod(gathered: Gathered): Phrase[] {
  const { today } = gathered
  return tellTerms(gathered, (term) => {
    const { name: what, startsOn, lastOn: endsOn, isOver, isFree } = term
    const isPast = endsOn !== null && endsOn < today
    if (isPast && !isOver) return goingOnWords(term)
    if (startsOn && endsOn) {
      const period = { what, from: date(startsOn), to: date(endsOn) }
      return say(isPast ? 'about.period.past' : 'about.period.both', period)
    }
    if (isOver) return overWords(term, today)
    if (endsOn) return say('about.period.openStart', { what, to: date(endsOn) })
    if (isFree) return say('about.free', { what })
    return startsOn
      ? say('about.period.openEnd', { what, from: date(startsOn) })
      : say('about.period.none', { what })
  })
}
