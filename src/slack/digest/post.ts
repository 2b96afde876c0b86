import type { WebClient } from '@slack/web-api'
import type { DigestMessage, Posting } from '../../core/digest/sender.ts'
import { digestEvent, metadataOf } from '../web-api/metadata.ts'
import { readFailure } from '../web-api/read-failure.ts'
import { contentOf } from './content-of.ts'

/** Slack's words for a room that is gone, or closed to the bot. https://docs.slack.dev/reference/methods/chat.postMessage */
const goneWords =
  /^(?:channel_not_found|not_in_channel|(?:channel_)?is_archived|account_inactive|ekm_access_denied|restricted_action\w*)$/

/**
 * Posts one message of a digest, and never tries twice: what may have arrived is to be looked for first. The id of a
 * message is Slack's `ts`.
 */
export async function postMessage(
  client: Pick<WebClient, 'chat'>,
  message: DigestMessage,
  onError: (error: unknown) => void,
): Promise<Posting> {
  const { room, parentId } = message
  try {
    const { ts } = await client.chat.postMessage({
      channel: room.room,
      ...contentOf(message),
      metadata: metadataOf(digestEvent, message.deliveryId),
      ...(parentId === undefined ? {} : { thread_ts: parentId }),
      unfurl_links: false,
      unfurl_media: false,
    })
    return ts ? { result: 'sent', messageId: ts } : { result: 'unclear', reason: 'no_ts' }
  } catch (error) {
    onError(error)
    const { kind, reason, ...wait } = readFailure(error)
    if ('afterMs' in wait) return { result: 'retry', afterMs: wait.afterMs, reason }
    if (kind === 'refused') return { result: 'refused', reason, isGone: goneWords.test(reason) }
    return { result: 'unclear', reason }
  }
}
