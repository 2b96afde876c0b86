import type { KnownBlock } from '@slack/types'

/** What is sent to a `response_url`. */
export interface Reply {
  readonly response_type: 'ephemeral' | 'in_channel'
  readonly replace_original: boolean
  readonly text: string
  readonly blocks?: readonly KnownBlock[]
}

/** Whether a whole room would see a second one of the same: elsewhere twice is once, or only one person's nuisance. */
export function isForRoom({ response_type, replace_original }: Reply): boolean {
  return response_type === 'in_channel' && !replace_original
}
