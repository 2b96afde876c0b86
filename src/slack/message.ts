import type { KnownBlock } from '@slack/types'

/** What is posted. */
export interface Message {
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
}
