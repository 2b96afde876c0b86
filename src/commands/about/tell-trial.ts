import { type CalendarDate, daysBetween } from '../../core/calendar.ts'
import { date, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'
import { overWords } from './over-words.ts'
import { contractsInOrder, tellContracts, tellTerms } from './tell-each.ts'
import { planWords } from './tell-plan.ts'
import { nameTrial, type Term, termOfContract } from './term.ts'

/** Whether there is a trial, and its end; where none runs, what the customer is on instead. */
export function tellTrial(gathered: Gathered): Phrase[] {
  const { contracts, options, today } = gathered
  if (options.length > 0) {
    return tellTerms(gathered, (term) => (term.isTrial ? trialWords(term, today) : noTrialWords(term)))
  }
  if (!contracts.value?.length) return tellContracts(gathered, (_row, term) => planWords(term, today))

  const terms = contractsInOrder(gathered).map((row) => termOfContract(row, today))
  const trials = terms.filter(({ isTrial }) => isTrial)
  const running = trials.filter(({ isOver }) => !isOver)
  if (running.length > 0) return running.map((term) => trialWords(term, today))
  return [
    ...(trials.length > 0 ? trials.map((term) => trialWords(term, today)) : [say('about.trial.none')]),
    ...terms.filter(({ isOver }) => !isOver).map((term) => planWords(term, today)),
  ]
}

function trialWords(term: Term, today: CalendarDate): Phrase {
  const what = nameTrial(term)
  const { startsOn, lastOn, isOver } = term
  if (isOver) return overWords(term, today, what)
  if (startsOn && lastOn && startsOn > today) {
    return say('about.trial.notBegun', { what, from: date(startsOn), to: date(lastOn) })
  }
  if (!lastOn) return say('about.trial.noEnd', { what })
  const count = daysBetween(today, lastOn)
  const on = { what, date: date(lastOn) }
  return count === 0 ? say('about.trial.today', on) : say('about.trial.ahead', { ...on, count })
}

function noTrialWords({ name: what, plan }: Term): Phrase {
  return plan ? say('about.trial.not', { what, plan }) : say('about.trial.notOnly', { what })
}
