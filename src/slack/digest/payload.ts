import type { KnownBlock } from '@slack/types'

/** A message of a digest as it is stored and sent. */
export interface Payload {
  readonly text: string
  readonly blocks: KnownBlock[]
}

export function writePayload({ text, blocks }: Payload): string {
  return JSON.stringify({ text, blocks })
}

/** For what `writePayload` gave, and nothing else. */
export function readPayload(payload: string): Payload {
  return JSON.parse(payload)
}
