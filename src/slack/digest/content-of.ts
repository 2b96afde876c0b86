import type { KnownBlock } from '@slack/types'
import type { DigestMessage } from '../../core/digest/sender.ts'
import { noteItems } from './note-items.ts'
import { readPayload } from './payload.ts'

/** What a message says, with what stands beside its items now. */
export function contentOf({ payload, notes }: Pick<DigestMessage, 'payload' | 'notes'>): {
  text: string
  blocks: KnownBlock[]
} {
  const { text, blocks } = readPayload(payload)
  return { text, blocks: noteItems(blocks, notes) }
}
