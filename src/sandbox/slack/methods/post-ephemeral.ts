import type { Method } from '../method.ts'
import { findPerson } from '../people.ts'
import { readContent } from '../read-content.ts'
import { findRoom } from '../rooms.ts'

/** `chat.postEphemeral` */
export const postEphemeral: Method = (given, { team, say }) => {
  const room = findRoom(team, given.channel)
  if (!room) return { error: 'channel_not_found' }
  if (!room.isBotMember) return { error: 'not_in_channel' }
  const person = findPerson(team, given.user)
  if (!person) return { error: 'user_not_in_channel' }
  const content = readContent(given)
  if ('error' in content) return content

  const thread = typeof given.thread_ts === 'string' ? { thread: given.thread_ts } : {}
  const said = { room: room.id, author: 'bot', payload: content.payload, onlyFor: person.id, ...thread }
  return { message_ts: say(said) }
}
