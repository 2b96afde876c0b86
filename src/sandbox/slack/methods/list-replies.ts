import { describeMessage } from '../describe-message.ts'
import type { Method } from '../method.ts'
import { isTrue } from '../read-arguments.ts'
import { publicMessages, readPage } from '../read-history.ts'
import { findReadableRoom } from '../rooms.ts'
import { describeThread } from './list-history.ts'

const usualLimit = 999

/** `conversations.replies`: a thread from its first message on. `ts` may be that of any message of it. */
export const listReplies: Method = (given, workspace) => {
  const room = findReadableRoom(given.channel, workspace)
  if ('error' in room) return room
  const all = publicMessages(workspace, room.id)
  const named = all.find(({ id }) => id === given.ts)
  const parent = all.find(({ id }) => id === (named?.thread ?? named?.id))
  if (!parent) return { error: 'thread_not_found' }
  const replies = all.filter(({ thread }) => thread === parent.id)
  const found = readPage([parent, ...replies], given, usualLimit)
  if ('error' in found) return found

  const withMetadata = isTrue(given.include_all_metadata)
  const messages = found.page.map((message) => ({
    ...describeMessage(message, workspace.team, { withMetadata }),
    ...(message === parent ? describeThread(replies, workspace.team) : {}),
  }))
  return { messages, ...found.rest }
}
