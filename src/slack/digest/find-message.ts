import type { WebClient } from '@slack/web-api'
import type { DigestMessage, Finding } from '../../core/digest/sender.ts'
import { pauseMs, readFailure } from './failure.ts'
import type { Self } from './find-self.ts'
import { carries } from './metadata.ts'

/** Slack's clock and ours may differ by this much: the message is looked for from so long before its first try. */
const clockDifferenceMs = 60_000

/** Slack advises against more at a time. https://docs.slack.dev/apis/web-api/pagination */
const messagesPerPage = 200

/** Some minutes of a room in which 10,000 messages are written: not for us to go through. */
const mostPages = 50

/**
 * Looks for a message by its delivery id: the parent in the room's history, the others in its thread. Anybody may put
 * metadata on a message, so that only the bot's own count. Never rejects.
 */
export async function findMessage(
  client: Pick<WebClient, 'conversations'>,
  message: DigestMessage,
  findSelf: () => Promise<Self>,
  onError: (error: unknown) => void,
): Promise<Finding> {
  const { room, deliveryId, parentId, triedAt } = message
  const range = {
    channel: room.room,
    oldest: ((triedAt - clockDifferenceMs) / 1000).toFixed(6),
    inclusive: true,
    include_all_metadata: true,
    limit: messagesPerPage,
  }
  const read = (at: { cursor?: string }) =>
    parentId === undefined
      ? client.conversations.history({ ...range, ...at })
      : client.conversations.replies({ ...range, ...at, ts: parentId })

  try {
    const self = await findSelf()
    let at: { cursor?: string } = {}
    for (let page = 0; page < mostPages; page += 1) {
      const { messages, has_more, response_metadata } = await read(at)
      if (!messages) return { result: 'retry', afterMs: pauseMs, reason: 'unreadable' }
      const found = messages.find((one) => isBy(self, one) && carries(one, deliveryId))
      if (found?.ts) return { result: 'found', messageId: found.ts }
      const cursor = response_metadata?.next_cursor
      if (!cursor) return has_more ? { result: 'unknown', reason: 'no_cursor' } : { result: 'absent' }
      at = { cursor }
    }
    return { result: 'unknown', reason: 'too_many_messages' }
  } catch (error) {
    onError(error)
    const failure = readFailure(error)
    if (failure.kind === 'refused') return { result: 'unknown', reason: failure.reason }
    const afterMs = failure.kind === 'later' ? failure.afterMs : pauseMs
    return { result: 'retry', afterMs, reason: failure.reason }
  }
}

function isBy({ user, bot }: Self, seen: { readonly user?: string; readonly bot_id?: string }): boolean {
  return (user !== undefined && seen.user === user) || (bot !== undefined && seen.bot_id === bot)
}
