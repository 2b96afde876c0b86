import type { Message } from '../messages.ts'
import { findPerson, teamOf } from './people.ts'
import type { Team } from './team.ts'
import { appId } from './workspace.ts'

export type DescribedMessage = Pick<Message, 'id' | 'author' | 'thread' | 'payload'>

/** A message as Slack's Web API, its events and its payloads give one. */
export function describeMessage(
  { id, author, thread, payload }: DescribedMessage,
  team: Team,
  { withMetadata = true } = {},
): Readonly<Record<string, unknown>> {
  const { text, blocks, metadata, edited } = payload
  return {
    type: 'message',
    ...(author === 'bot' ? { user: team.bot.id, bot_id: team.botId, app_id: appId } : { user: author }),
    ...describeTeam(author, team),
    ts: id,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    text: text ?? '',
    ...(blocks === undefined ? {} : { blocks }),
    ...(edited === undefined ? {} : { edited }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  }
}

/** A message from another organisation says so three times. https://docs.slack.dev/apis/slack-connect */
function describeTeam(author: string, own: Team): object {
  const person = findPerson(own, author)
  const team = person ? teamOf(person, own.id) : own.id
  return team === own.id ? { team } : { team, user_team: team, source_team: team }
}
