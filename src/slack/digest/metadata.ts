import type { MessageMetadata } from '@slack/types'
import type { DigestMessage } from '../../core/digest/sender.ts'

const eventType = 'partner_desk_digest'

/** What tells a message of a digest from all others, and is never shown. */
export function metadataOf({ deliveryId }: Pick<DigestMessage, 'deliveryId'>): MessageMetadata {
  return { event_type: eventType, event_payload: { delivery_id: deliveryId } }
}

/** A message as Slack's history gives it, as far as it is read. */
export interface Seen {
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object }
}

/** Whether it carries a delivery id. */
export function carries({ metadata }: Seen, deliveryId: string): boolean {
  const { event_type, event_payload = {} } = metadata ?? {}
  return (
    event_type === eventType && 'delivery_id' in event_payload && event_payload.delivery_id === deliveryId
  )
}
