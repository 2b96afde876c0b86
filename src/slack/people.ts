import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { parseLocale } from '../core/locale.ts'
import type { Profile, WallClock } from '../core/ports.ts'
import type { FindOrganisation, Organisation } from './organisation.ts'

export interface Person {
  readonly profile: Profile
  /** A full member of our organisation: no guest, no bot, nobody from elsewhere. */
  readonly isMember: boolean
}

export interface People {
  /** Asks Slack at most once for several who ask at a time. Rejects when it cannot be learned who this is. */
  find(person: string): Promise<Person>
}

export interface PeopleOptions {
  readonly client: Pick<WebClient, 'users'>
  readonly findOrganisation: FindOrganisation
  /** For people whose own zone is not known. */
  readonly defaultZone: string
  readonly wallClock: WallClock
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
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
})

type User = z.infer<typeof userSchema>

/**
 * Who people are, by `users.info`; failures are not remembered. Members are those of the app's own organisation,
 * whatever a request says of itself.
 */
export function createPeople({ client, findOrganisation, defaultZone, wallClock }: PeopleOptions): People {
  const cache = new LRUCache<string, Person>({
    max: keptPeople,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: async (person) => toPerson(...(await Promise.all([ask(person), findOrganisation()]))),
  })

  async function ask(person: string): Promise<User> {
    const { user } = await client.users.info({ user: person, include_locale: true })
    return userSchema.parse(user)
  }

  function toPerson(user: User, own: Organisation): Person {
    const name = nameOf(user)
    return {
      isMember: isFullMember(user) && isOf(own, user),
      profile: {
        locale: parseLocale(user.locale),
        zone: user.tz && IANAZone.isValidZone(user.tz) ? user.tz : defaultZone,
        ...(name ? { name } : {}),
      },
    }
  }

  return {
    find: (person) => cache.forceFetch(person),
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

/** Within Enterprise Grid the organisation counts: its workspaces share channels as one company. */
function isOf({ team, enterprise }: Organisation, user: User): boolean {
  if (user.team_id === team) return true
  if (enterprise === undefined) return false
  return user.team_id === enterprise || user.enterprise_user?.enterprise_id === enterprise
}
