import type { MessageMetadata } from '@slack/types'

/** On the messages of digests. */
export const digestEvent = 'partner_desk_digest'
/** On the answers to what people write. */
export const answerEvent = 'partner_desk_answer'

export type MetadataEvent = typeof digestEvent | typeof answerEvent

/**
 * What tells a message of ours from all others, and is never shown. `changedTs`: when the words were changed that it
 * answers; undefined where they are the first.
 */
export function metadataOf(event: MetadataEvent, deliveryId: string, changedTs?: string): MessageMetadata {
  const change = changedTs === undefined ? {} : { changed_ts: changedTs }
  return { event_type: event, event_payload: { delivery_id: deliveryId, ...change } }
}

/** A message as Slack's history gives it, as far as it is read. */
export interface Seen {
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object }
}

/** Whether it carries a delivery id. */
export function carries({ metadata }: Seen, event: MetadataEvent, deliveryId: string): boolean {
  const { event_type, event_payload = {} } = metadata ?? {}
  return event_type === event && 'delivery_id' in event_payload && event_payload.delivery_id === deliveryId
}

/** When the words were changed that it answers; undefined where they are the first. */
export function changedTsOf({ metadata }: Seen): string | undefined {
  const { event_payload = {} } = metadata ?? {}
  const given = 'changed_ts' in event_payload ? event_payload.changed_ts : undefined
  return typeof given === 'string' ? given : undefined
}
