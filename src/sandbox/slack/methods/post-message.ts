import { describeMessage } from '../describe-message.ts'
import type { Method } from '../method.ts'
import type { Arguments } from '../read-arguments.ts'
import { readContent } from '../read-content.ts'
import { publicMessages } from '../read-history.ts'
import { findRoom } from '../rooms.ts'
import type { Workspace } from '../workspace.ts'

/** `chat.postMessage`. What is refused does not count against the pace of its channel. */
export const postMessage: Method = (given, workspace) => {
  const room = findRoom(workspace.team, given.channel)
  if (!room) return { error: 'channel_not_found' }
  if (!room.isBotMember) return { error: 'not_in_channel' }
  const content = readContent(given)
  if ('error' in content) return content
  const thread = readThread(given, room.id, workspace)
  if ('error' in thread) return thread
  const waitSeconds = workspace.pace.take(room.id)
  if (waitSeconds !== undefined) return { error: 'ratelimited', waitSeconds }

  const ts = workspace.say({ room: room.id, author: 'bot', payload: content.payload, ...thread })
  const said = { id: ts, author: 'bot', payload: content.payload, ...thread }
  return { channel: room.id, ts, message: describeMessage(said, workspace.team) }
}

/** A reply hangs on a message of the channel itself: on another reply Slack would show it nowhere. */
function readThread(
  { thread_ts }: Arguments,
  room: string,
  workspace: Workspace,
): { readonly thread?: string } | { readonly error: string } {
  if (thread_ts === undefined || thread_ts === '') return {}
  if (typeof thread_ts !== 'string' || !/^\d+\.\d+$/.test(thread_ts)) return { error: 'invalid_thread_ts' }
  const parent = publicMessages(workspace, room).find(({ id }) => id === thread_ts)
  if (!parent) return { error: 'thread_not_found' }
  return parent.thread === undefined ? { thread: parent.id } : { error: 'cannot_reply_to_message' }
}
