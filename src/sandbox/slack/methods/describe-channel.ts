import type { Method } from '../method.ts'
import { findRoom, toSlackChannel } from '../rooms.ts'

/** `conversations.info` */
export const describeChannel: Method = (given, { team }) => {
  const room = findRoom(team, given.channel)
  if (!room) return { error: 'channel_not_found' }
  return { channel: toSlackChannel(room, team.id) }
}
