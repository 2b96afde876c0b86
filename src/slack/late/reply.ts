import type { KnownBlock } from '@slack/types'
import type { Outcome } from '../../core/inbox.ts'

/** What is sent to a `response_url`. */
export interface Reply {
  readonly response_type: 'ephemeral' | 'in_channel'
  readonly replace_original: boolean
  /** The thread that it is for; the channel itself without. */
  readonly thread_ts?: string
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
}

/** The way back to whoever used a command or button. */
export interface Replies {
  /** Sends what only bridges the time: one short try. False when it may not have arrived. Never rejects. */
  hint(reply: Reply): Promise<boolean>
  /**
   * Sends an answer, again where that may help; where Slack refuses the blocks, the text alone. What could not be
   * delivered is logged. Never rejects.
   */
  send(reply: Reply): Promise<Outcome>
  /** How often the address is known to have been used. */
  uses(): number
}

/** How often an address has been used before. */
export interface Uses {
  readonly uses: number
  /** Told of the number after each further use that did not bring the answer. */
  readonly onFailure: (uses: number) => void
}

/** Opens the address that came with a command or button; nothing goes anywhere but to Slack, or by a redirect. */
export type OpenReplies = (responseUrl: string, correlationId: string, before?: Uses) => Replies

/** Whether a whole room would see a second one of the same: elsewhere twice is once, or only one person's nuisance. */
export function isForRoom({ response_type, replace_original }: Reply): boolean {
  return response_type === 'in_channel' && !replace_original
}
