import type { Message } from '../messages.ts'
import { findBlockFault } from './check-blocks.ts'
import { findMetadataFault } from './check-metadata.ts'
import { nameBlocks } from './workspace.ts'

/** Why a message would not be taken: Slack's name for it, and where there is one, the reason in words. */
export interface Refusal {
  readonly error: string
  readonly message?: string
}

/** What is kept of a message that was sent. */
const keptKeys = ['text', 'metadata', 'mrkdwn', 'unfurl_links', 'unfurl_media']

/** The part of a message that is shown, blocks named; or why it is refused. */
export function readContent(
  given: Readonly<Record<string, unknown>>,
): { readonly payload: Message['payload'] } | Refusal {
  const { text, blocks } = given
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format' }
  if (text !== undefined && typeof text !== 'string') return { error: 'invalid_arguments' }
  if (!text && !(blocks && blocks.length > 0)) return { error: 'no_text' }
  const fault = findBlockFault(blocks ?? [])
  if (fault) return fault
  const metadataFault = findMetadataFault(given.metadata)
  if (metadataFault) return metadataFault
  const kept = Object.fromEntries(keptKeys.flatMap((key) => (key in given ? [[key, given[key]]] : [])))
  return { payload: blocks ? { ...kept, blocks: nameBlocks(blocks) } : kept }
}
