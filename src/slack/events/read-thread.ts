import type { WebClient } from '@slack/web-api'
import type { Self } from '../people/organisation.ts'
import { readText } from '../read-text.ts'
import { isBy } from '../web-api/find-message.ts'
import type { Heard } from './heard.ts'

/** Slack advises against more at a time. https://docs.slack.dev/apis/web-api/pagination */
const messagesPerPage = 200
/** Threads are read from their beginning; of one that goes on after this its last part stays unread. */
const mostPages = 5
/** What was said before that is another matter. */
const mostMessages = 50

/**
 * What people and the bot wrote in a thread before a message, the newest last; what other apps wrote is none of it.
 * Empty, and told to `onError`, where it cannot be read.
 */
export async function readThread(
  client: Pick<WebClient, 'conversations'>,
  { room, thread, ts }: Pick<Heard, 'room' | 'thread' | 'ts'>,
  findSelf: () => Promise<Self>,
  onError: (error: unknown) => void,
): Promise<readonly string[]> {
  if (thread === undefined) return []
  const range = { channel: room, ts: thread, latest: ts, inclusive: false, limit: messagesPerPage }
  try {
    const self = await findSelf()
    const texts: string[] = []
    let at: { cursor?: string } = {}
    for (let page = 0; page < mostPages; page += 1) {
      const { messages = [], response_metadata } = await client.conversations.replies({ ...range, ...at })
      const said = messages.filter((one) => one.ts !== ts && (!one.bot_id || isBy(self, one)))
      texts.push(...said.map(({ text = '' }) => readText(text, self.user).text))
      const cursor = response_metadata?.next_cursor
      if (!cursor) break
      at = { cursor }
    }
    return texts.slice(-mostMessages)
  } catch (error) {
    onError(error)
    return []
  }
}
