import type { WebClient } from '@slack/web-api'
import type { Self } from '../people/organisation.ts'
import { readText } from '../read-text.ts'
import type { Heard } from './heard.ts'
import { isSlip } from './is-slip.ts'

/**
 * A message as it stands by now, for whoever answers it long after it came: a change of it may have found no answer
 * to put right. As it was, and told to `onError` where it cannot be read, unless it was changed within a minute.
 */
export async function readPresent(
  client: Pick<WebClient, 'conversations'>,
  heard: Heard,
  findSelf: () => Promise<Self>,
  onError: (error: unknown) => void,
): Promise<Heard> {
  const { room, ts, thread = ts, asker, changedTs } = heard
  const only = { oldest: ts, latest: ts, inclusive: true }
  try {
    const { user: botUser } = await findSelf()
    const { messages = [] } = await client.conversations.replies({ channel: room, ts: thread, ...only })
    const { user, text = '', edited } = messages.find((one) => one.ts === ts) ?? {}
    if (!edited?.ts || edited.ts === changedTs || user !== asker.person || edited.user !== user) return heard
    return isSlip(ts, edited.ts)
      ? { ...heard, text: readText(text, botUser).text, changedTs: edited.ts }
      : heard
  } catch (error) {
    onError(error)
    return heard
  }
}
