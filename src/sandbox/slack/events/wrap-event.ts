import { randomInt } from 'node:crypto'
import { appFields } from '../interaction-fields.ts'
import { deskBot, type Person, teamOf } from '../people.ts'
import type { Room } from '../rooms.ts'
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
export function wrapEvent(
  event: Event,
  { person, room }: Happening,
  { context: { clock }, teamId }: Pick<Workspace, 'context' | 'teamId'>,
): object {
  const place = { et: event.type, tid: teamId, aid: appId, cid: room.id }
  return {
    ...appFields,
    team_id: teamOf(person, teamId),
    context_team_id: teamId,
    context_enterprise_id: null,
    event,
    type: 'event_callback',
    event_id: `Ev${Array.from({ length: 11 }, () => capitalsAndDigits[randomInt(36)]).join('')}`,
    event_time: Math.floor(clock.wall() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: deskBot.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: room.isShared,
    event_context: `4-${Buffer.from(JSON.stringify(place)).toString('base64url')}`,
  }
}
