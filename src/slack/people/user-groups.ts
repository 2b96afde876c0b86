import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { emptyGroup, type Group } from '../../core/access.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { readFailure } from '../web-api/read-failure.ts'

export interface FindUserGroupOptions {
  readonly client: Pick<WebClient, 'usergroups'>
  readonly wallClock: WallClock
  readonly log: Log
}

/**
 * Takes what `userGroupsIn` gives. Asks Slack at most once for several who ask at a time. Rejects while it cannot be
 * learned who is in the group.
 */
export type FindUserGroup = (place: string, correlationId: string) => Promise<Group>

/** Somebody who is taken out of a group loses access after this at the latest. */
const keptForMs = 10 * 60_000
/** More groups than anybody lists. */
const keptGroups = 1_000

/** The workspace has no such group, it is disabled, or the workspace's plan has no groups at all. */
const nobodyThere = ['no_such_subteam', 'plan_upgrade_required']

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
const usersSchema = z.object({ users: z.array(z.string()) })

/** Whether an id of the settings is one of Slack's user groups. */
export function isUserGroup(id: string): boolean {
  return /^S[A-Z0-9]+$/.test(id)
}

/** The user groups among listed ids, in each of the workspaces; undefined: in that of the token. */
export function userGroupsIn(
  teams: readonly (string | undefined)[],
  listed: readonly string[],
): readonly string[] {
  const ids = listed.filter(isUserGroup)
  return teams.flatMap((team) => ids.map((id) => (team === undefined ? id : `${team}/${id}`)))
}

/** Who is in Slack's user groups; failures are not remembered. A group that a workspace does not know has nobody. */
export function createFindUserGroup({ client, wallClock, log }: FindUserGroupOptions): FindUserGroup {
  const cache = new LRUCache<string, Group, string>({
    max: keptGroups,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: (place, _old, { context: correlationId }) => ask(place, correlationId),
  })

  async function ask(place: string, correlationId: string): Promise<Group> {
    const [id = '', team] = place.split('/').reverse()
    try {
      const asked = { usergroup: id, ...(team === undefined ? {} : { team_id: team }) }
      const { users } = usersSchema.parse(await client.usergroups.users.list(asked))
      return { people: new Set(users), groups: [] }
    } catch (error) {
      if (nobodyThere.includes(readFailure(error).reason)) return emptyGroup
      const err = describeSlackError(error)
      log.warn({ correlationId, group: id, err }, 'who is in a user group could not be learned')
      throw error
    }
  }

  return (place, correlationId) => cache.forceFetch(place, { context: correlationId })
}
