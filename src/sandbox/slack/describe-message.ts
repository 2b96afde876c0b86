import type { Message } from '../messages.ts'
import { deskBot, findPerson, teamOf } from './people.ts'
import { appId, botId } from './workspace.ts'

export type DescribedMessage = Pick<Message, 'id' | 'author' | 'thread' | 'payload'>

/** A message as Slack's Web API, its events and its payloads give one. */
export function describeMessage(
  { id, author, thread, payload }: DescribedMessage,
  teamId: string,
  { withMetadata = true } = {},
): Readonly<Record<string, unknown>> {
  const { text, blocks, metadata, edited } = payload
  return {
    type: 'message',
    ...(author === 'bot' ? { user: deskBot.id, bot_id: botId, app_id: appId } : { user: author }),
    ...describeTeam(author, teamId),
    ts: id,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    text: text ?? '',
    ...(blocks === undefined ? {} : { blocks }),
    ...(edited === undefined ? {} : { edited }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  }
}

/** A message from another organisation says so three times. https://docs.slack.dev/apis/slack-connect */
function describeTeam(author: string, ownTeamId: string): object {
  const person = findPerson(author)
  const team = person ? teamOf(person, ownTeamId) : ownTeamId
  return team === ownTeamId ? { team } : { team, user_team: team, source_team: team }
}
