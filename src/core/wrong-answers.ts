import type { Instant } from './calendar.ts'
import type { Call } from './call.ts'

/** An answer that somebody called wrong, for those who look after the word lists. */
export interface WrongAnswer extends Pick<Call, 'platform' | 'workspace' | 'person'> {
  /** As it was written. */
  readonly question: string
  /** How it was understood: the command line that was answered. */
  readonly line: string
  readonly at: Instant
}

export interface WrongAnswers {
  /** The same from the same person is kept once. */
  note(wrong: Omit<WrongAnswer, 'at'>): Promise<void>
}
