import type { WebClient } from '@slack/web-api'
import type { Finding } from '../../core/digest/sender.ts'
import type { Self } from '../people/organisation.ts'
import type { Seen } from './metadata.ts'
import { pauseMs, readFailure } from './read-failure.ts'

/** A message that may have been posted. */
export interface Sought {
  readonly room: string
  /** The first message of the thread that it stands in; undefined where it stands in the room itself. */
  readonly parentId: string | undefined
  /** Milliseconds since the epoch, by any clock that is about right: it was posted after that. */
  readonly since: number
  readonly isIt: (seen: Seen) => boolean
}

/** Slack's clock and ours may differ by this much: the message is looked for from so long before its first try. */
const clockDifferenceMs = 60_000

/** Slack advises against more at a time. https://docs.slack.dev/apis/web-api/pagination */
const messagesPerPage = 200

/** Some minutes of a room in which 10,000 messages are written: not for us to go through. */
const mostPages = 50

/**
 * Looks for a message of the bot by its metadata, in the room's history or in a thread. Anybody may put metadata on a
 * message, so that only the bot's own count. Never rejects.
 */
export async function findMessage(
  client: Pick<WebClient, 'conversations'>,
  { room, parentId, since, isIt }: Sought,
  findSelf: () => Promise<Self>,
  onError: (error: unknown) => void,
): Promise<Finding> {
  const range = {
    channel: room,
    oldest: ((since - clockDifferenceMs) / 1000).toFixed(6),
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
      const found = messages.find((one) => isBy(self, one) && isIt(one))
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

export function isBy(
  { user, bot }: Self,
  seen: { readonly user?: string; readonly bot_id?: string },
): boolean {
  return (user !== undefined && seen.user === user) || (bot !== undefined && seen.bot_id === bot)
}
