import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { type Access, findAccess } from '../../core/access.ts'
import { parseLocale } from '../../core/locale.ts'
import type { Log, Profile, WallClock } from '../../core/ports.ts'
import type { FindOrganisation, Organisation } from './organisation.ts'
import { createFindUserGroup, userGroupsIn } from './user-groups.ts'

export interface Person {
  readonly profile: Profile
  /**
   * `notMember`: a guest, a bot or somebody from elsewhere, which no list makes up for. Full members of our
   * organisation may ask as far as they are listed.
   */
  readonly access: Access | 'notMember'
}

export interface People {
  /** Asks Slack at most once for several who ask at a time. Rejects when it cannot be learned who this is. */
  find(person: string, correlationId: string): Promise<Person>
}

export interface PeopleOptions {
  readonly client: Pick<WebClient, 'users' | 'usergroups'>
  readonly findOrganisation: FindOrganisation
  /** Ids of people and of user groups; others are nobody here. Undefined: every full member. */
  readonly allowedPeople: readonly string[] | undefined
  /** For people whose own zone is not known. */
  readonly defaultZone: string
  readonly wallClock: WallClock
  readonly log: Log
}

/** What is remembered of a person; whom the groups hold is remembered for each group. */
interface Known {
  readonly profile: Profile
  readonly isMember: boolean
  /** The workspaces to look for user groups in; undefined: that of the token. */
  readonly teams: readonly (string | undefined)[]
}

/** Somebody who leaves loses access after this at the latest. */
const keptForMs = 10 * 60_000
/** More people than a support team has; some 2 MB. */
const keptPeople = 10_000

/** Nobody is refused for want of a name. */
const nameSchema = z.string().trim().optional().catch(undefined)

/** `users.info`, as far as it is read. https://docs.slack.dev/reference/methods/users.info */
const userSchema = z.object({
  team_id: z.string(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  locale: z.string().optional(),
  tz: z.string().nullish(),
  real_name: nameSchema,
  profile: z.object({ display_name: nameSchema, real_name: nameSchema }).optional().catch(undefined),
  enterprise_user: z
    .object({
      enterprise_id: z.string().optional(),
      teams: z.array(z.string()).optional().catch(undefined),
    })
    .optional(),
})

type User = z.infer<typeof userSchema>

/**
 * Who people are, by `users.info`; failures are not remembered. Members are those of the app's own organisation,
 * whatever a request says of itself.
 */
export function createPeople(options: PeopleOptions): People {
  const { client, findOrganisation, allowedPeople: listed, defaultZone, wallClock, log } = options
  const findUserGroup = createFindUserGroup({ client, wallClock, log })
  const cache = new LRUCache<string, Known>({
    max: keptPeople,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: async (person) => toKnown(...(await Promise.all([ask(person), findOrganisation()]))),
  })

  async function ask(person: string): Promise<User> {
    const { user } = await client.users.info({ user: person, include_locale: true })
    return userSchema.parse(user)
  }

  function toKnown(user: User, own: Organisation): Known {
    const name = nameOf(user)
    return {
      isMember: isFullMember(user) && isOf(own, user),
      teams: teamsOf(user, own),
      profile: {
        locale: parseLocale(user.locale),
        zone: user.tz && IANAZone.isValidZone(user.tz) ? user.tz : defaultZone,
        ...(name ? { name } : {}),
      },
    }
  }

  function findMembersAccess(person: string, { teams }: Known, correlationId: string): Promise<Access> {
    return findAccess(person, {
      listed,
      groups: userGroupsIn(teams, listed ?? []),
      findGroup: (place) => findUserGroup(place, correlationId),
    })
  }

  return {
    async find(person, correlationId) {
      const known = await cache.forceFetch(person)
      const { profile, isMember } = known
      return {
        profile,
        access: isMember ? await findMembersAccess(person, known, correlationId) : 'notMember',
      }
    },
  }
}

/** As Slack shows people: by the name that they chose, else by their full one. */
function nameOf({ profile, real_name }: User): string | undefined {
  return profile?.display_name || profile?.real_name || real_name
}

function isFullMember(user: User): boolean {
  const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user
  return !(deleted || is_bot || is_restricted || is_ultra_restricted || is_stranger)
}

/** A token of a whole Enterprise organisation has to name the workspace of a user group: those of the person. */
function teamsOf({ enterprise_user }: User, { team, enterprise }: Organisation): Known['teams'] {
  const isForAll = team === enterprise
  return (isForAll ? enterprise_user?.teams : undefined) ?? [undefined]
}

/** Within Enterprise Grid the organisation counts: its workspaces share channels as one company. */
function isOf({ team, enterprise }: Organisation, user: User): boolean {
  if (user.team_id === team) return true
  if (enterprise === undefined) return false
  return user.team_id === enterprise || user.enterprise_user?.enterprise_id === enterprise
}
