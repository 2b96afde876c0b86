import type { Method } from '../method.ts'
import { deskBot } from '../people.ts'
import { readContent } from '../read-content.ts'
import { findRoom } from '../rooms.ts'
import { appId, botId } from '../workspace.ts'

/** `chat.postMessage` */
export const postMessage: Method = (given, { teamId, say }) => {
  const room = findRoom(given.channel)
  if (!room) return { error: 'channel_not_found' }
  if (!room.isBotMember) return { error: 'not_in_channel' }
  const content = readContent(given)
  if ('error' in content) return content

  const thread = typeof given.thread_ts === 'string' ? { thread: given.thread_ts } : {}
  const ts = say({ room: room.id, author: 'bot', payload: content.payload, ...thread })
  const author = { user: deskBot.id, bot_id: botId, app_id: appId, team: teamId }
  return {
    channel: room.id,
    ts,
    message: { type: 'message', subtype: 'bot_message', ts, ...author, ...content.payload },
  }
}
