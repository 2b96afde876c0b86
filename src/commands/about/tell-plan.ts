import type { CalendarDate } from '../../core/calendar.ts'
import { date, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'
import { overWords } from './over-words.ts'
import { tellContracts } from './tell-each.ts'
import type { Term } from './term.ts'

/** Product and plan of each contract. */
export function tellPlan(gathered: Gathered): Phrase[] {
  const { today } = gathered
  return tellContracts(gathered, (_row, term) =>
    term.isOver ? overWords(term, today) : planWords(term, today),
  )
}

/** What somebody is on, or will be. */
export function planWords({ name: product, plan, status, startsOn }: Term, today: CalendarDate): Phrase {
  if (status) {
    return plan
      ? say('about.plan.state', { product, status, plan })
      : say('about.plan.stateOnly', { product, status })
  }
  if (startsOn && startsOn > today) {
    const start = { product, date: date(startsOn) }
    return plan ? say('about.plan.starts', { ...start, plan }) : say('about.plan.startsOnly', start)
  }
  return plan ? say('about.plan.inUse', { product, plan }) : say('about.plan.inUseOnly', { product })
}
