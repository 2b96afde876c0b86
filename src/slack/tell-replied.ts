import type { Outcome } from '../core/inbox.ts'
import { type Observe, observeNothing, type Way } from '../core/metrics.ts'

/** What came of a question: the kind of answer, and whether that arrived; without `delivery` it did. */
interface Finished {
  readonly outcome: string
  readonly delivery?: Outcome
}

/** Counts a question that has come to its end, after so many milliseconds. */
export type TellReplied = (way: Way, finished: Finished, ms: number) => void

export function createTellReplied(observe: Observe = observeNothing): TellReplied {
  return (way, { outcome, delivery = 'answered' }, ms) =>
    observe({
      kind: 'replied',
      platform: 'slack',
      way,
      outcome: delivery === 'answered' ? outcome : delivery,
      ms,
    })
}
