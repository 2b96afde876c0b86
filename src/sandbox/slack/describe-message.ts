import type { Message } from '../messages.ts'
import { deskBot } from './people.ts'
import { appId, botId } from './workspace.ts'

/** A message as Slack's Web API and its payloads give one. */
export function describeMessage(
  { id, author, thread, payload }: Pick<Message, 'id' | 'author' | 'thread' | 'payload'>,
  teamId: string,
  { withMetadata = true } = {},
): Readonly<Record<string, unknown>> {
  const { text, blocks, metadata } = payload
  return {
    type: 'message',
    ...(author === 'bot' ? { user: deskBot.id, bot_id: botId, app_id: appId } : { user: author }),
    team: teamId,
    ts: id,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    text: text ?? '',
    ...(blocks === undefined ? {} : { blocks }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  }
}
