import type { Message } from '../../messages.ts'
import { describeMessage } from '../describe-message.ts'
import type { Method } from '../method.ts'
import { isTrue } from '../read-arguments.ts'
import { publicMessages, readPage } from '../read-history.ts'
import { findReadableRoom } from '../rooms.ts'
import type { Team } from '../team.ts'

const usualLimit = 100

/** `conversations.history`: what stands in the channel itself, the newest first. */
export const listHistory: Method = (given, workspace) => {
  const room = findReadableRoom(given.channel, workspace)
  if ('error' in room) return room
  const all = publicMessages(workspace, room.id)
  const roots = all.filter(({ thread }) => thread === undefined).reverse()
  const found = readPage(roots, given, usualLimit)
  if ('error' in found) return found

  const withMetadata = isTrue(given.include_all_metadata)
  const messages = found.page.map((message) => ({
    ...describeMessage(message, workspace.team, { withMetadata }),
    ...describeThread(
      all.filter(({ thread }) => thread === message.id),
      workspace.team,
    ),
  }))
  return { messages, pin_count: 0, ...found.rest }
}

/** What a message tells of its own thread, if it has one. */
export function describeThread(replies: readonly Message[], { bot }: Team): object {
  const last = replies.at(-1)
  if (!last) return {}
  const authors = [...new Set(replies.map(({ author }) => (author === 'bot' ? bot.id : author)))]
  return {
    thread_ts: last.thread,
    reply_count: replies.length,
    reply_users_count: authors.length,
    latest_reply: last.id,
    reply_users: authors,
    is_locked: false,
    subscribed: false,
  }
}
