import { isJson } from './checks.ts'

/** Slack's limit is not documented; this is far more than a message needs. */
const longestMetadata = 16_000

/** Why Slack would not take a message's metadata, by Slack's name; undefined where it would. */
export function findMetadataFault(metadata: unknown): { readonly error: string } | undefined {
  if (metadata === undefined) return undefined
  if (!isJson(metadata)) return { error: 'invalid_metadata_format' }
  const { event_type, event_payload } = metadata
  const isWhole = typeof event_type === 'string' && event_type !== '' && isJson(event_payload)
  if (!isWhole) return { error: 'invalid_metadata_schema' }
  return JSON.stringify(metadata).length > longestMetadata ? { error: 'metadata_too_large' } : undefined
}
