import { randomInt } from 'node:crypto'
import { appFields } from '../interaction-fields.ts'
import { teamOf } from '../people.ts'
import type { Person, Room } from '../team.ts'
import { appId, type Workspace } from '../workspace.ts'

const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

interface Event {
  readonly type: string
}

export interface Happening {
  readonly person: Person
  readonly room: Room
}

/**
 * An event in the envelope of the Events API. In a shared channel `team_id` is the team of who acted; the workspace
 * that the app is installed in stands in `authorizations`, which is why Bolt looks there first.
 * https://docs.slack.dev/apis/events-api#callback-field
 */
export function wrapEvent(event: Event, { person, room }: Happening, workspace: Workspace): object {
  const { id: teamId, bot } = workspace.team
  const place = { et: event.type, tid: teamId, aid: appId, cid: room.id }
  return {
    ...wrapAppEvent(event, workspace),
    team_id: teamOf(person, teamId),
    context_team_id: teamId,
    context_enterprise_id: null,
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: bot.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: room.isShared,
    event_context: `4-${Buffer.from(JSON.stringify(place)).toString('base64url')}`,
  }
}

/** An event about the app itself: nobody acted, nowhere, and no token stands for it. */
export function wrapAppEvent(
  event: Event,
  { context: { clock }, team }: Pick<Workspace, 'context' | 'team'>,
): object {
  return {
    ...appFields,
    team_id: team.id,
    event,
    type: 'event_callback',
    event_id: `Ev${Array.from({ length: 11 }, () => capitalsAndDigits[randomInt(36)]).join('')}`,
    event_time: Math.floor(clock.wall() / 1000),
  }
}
