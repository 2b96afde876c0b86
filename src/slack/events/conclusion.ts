import type { Outcome } from '../../core/inbox.ts'
import type { Reply } from '../../core/question/said.ts'
import type { Answer } from '../answering.ts'
import type { Audience } from './worded.ts'

/** What came of a message. `delivery`: undefined where another process has it. */
export interface Conclusion {
  readonly outcome: Answer['outcome'] | 'silent' | 'repeated' | 'unchanged'
  readonly delivery: Outcome | undefined
}

/** What there is to say, or the reason why not; `reply` undefined: nothing. */
export type Thought = (Audience & { readonly reply: Reply | undefined }) | Answer
