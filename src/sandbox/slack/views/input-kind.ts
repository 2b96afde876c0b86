import type { Check, Json } from '../checks.ts'

/** What a person put in: a text, or the values of what they ticked. Empty for nothing. */
export type Given = string | readonly string[]

/** One kind of input: what Slack demands of it, and what it sends of it. */
export interface InputKind {
  readonly check: Check
  /** What stands in it before the person does anything. */
  initial(element: Json): Given
  /** Why Slack would not send this, in its words to the person; only asked of what is not empty. */
  findFault(element: Json, given: Given): string | undefined
  /** As it stands in `view.state.values`. */
  toState(element: Json, given: Given): object
}

export const longestPlaceholder = 150
