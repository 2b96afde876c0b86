import type { Method } from '../method.ts'
import { readContent } from '../read-content.ts'
import { findRoom } from '../rooms.ts'

/** `chat.update`. Blocks that are not given stay as they are; an ephemeral message cannot be changed so. */
export const updateMessage: Method = (given, { context, team }) => {
  const room = findRoom(team, given.channel)
  if (!room) return { error: 'channel_not_found' }
  const message = context.messages.find(String(given.ts))
  if (!message || message.room !== room.id || message.ephemeral) return { error: 'message_not_found' }
  if (message.author !== 'bot') return { error: 'cant_update_message' }
  const content = readContent(given)
  if ('error' in content) return content

  const payload = { ...message.payload, ...content.payload }
  context.messages.replace(message.id, payload)
  return { channel: room.id, ts: message.id, text: payload.text, message: { user: team.bot.id, ...payload } }
}
