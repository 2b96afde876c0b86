import type { Method } from '../method.ts'
import { publicMessages } from '../read-history.ts'
import { findConversation } from '../rooms.ts'

/** `chat.getPermalink`. The path is Slack's; the host is the sandbox, which leads to the message in the playground. */
export const findPermalink: Method = (given, workspace) => {
  const room = findConversation(workspace.team, given.channel)
  if (!room) return { error: 'channel_not_found' }
  const message = publicMessages(workspace, room.id).find(({ id }) => id === given.message_ts)
  if (!message) return { error: 'message_not_found' }
  const { id, thread } = message
  const inThread = thread === undefined ? '' : `?thread_ts=${thread}&cid=${room.id}`
  const path = `/archives/${room.id}/p${id.replace('.', '')}${inThread}`
  return { channel: room.id, permalink: workspace.context.ownUrl() + path }
}
