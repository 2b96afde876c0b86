import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import type { Reader } from '../core/call.ts'
import { parseLocale } from '../core/locale.ts'
import type { WallClock } from '../core/ports.ts'
import type { Asker } from './asker.ts'

export interface Person {
  readonly reader: Reader
  /** A full member of our organisation: no guest, no bot, nobody from elsewhere. */
  readonly isMember: boolean
}

export interface People {
  /** Asks Slack at most once for several who ask at a time. Rejects when it cannot be learned who this is. */
  find(asker: Asker): Promise<Person>
  /** What is known without asking. */
  known(asker: Asker): Person | undefined
}

export interface PeopleOptions {
  readonly client: Pick<WebClient, 'users'>
  readonly defaultReader: Reader
  readonly wallClock: WallClock
}

/** Somebody who leaves loses access after this at the latest. */
const keptForMs = 10 * 60_000
/** More people than a support team has; some 2 MB. */
const keptPeople = 10_000

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
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
})

type User = z.infer<typeof userSchema>

/** Who people are, by `users.info`; failures are not remembered. */
export function createPeople({ client, defaultReader, wallClock }: PeopleOptions): People {
  const cache = new LRUCache<string, Person, Asker>({
    max: keptPeople,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: async (_key, _stale, { context }) => toPerson(await ask(context.person), context),
  })

  async function ask(person: string): Promise<User> {
    const { user } = await client.users.info({ user: person, include_locale: true })
    return userSchema.parse(user)
  }

  function toPerson(user: User, asker: Asker): Person {
    return {
      isMember: isFullMember(user) && isOfOrganisation(user, asker),
      reader: {
        locale: parseLocale(user.locale) ?? defaultReader.locale,
        zone: user.tz && IANAZone.isValidZone(user.tz) ? user.tz : defaultReader.zone,
      },
    }
  }

  return {
    find: (asker) => cache.forceFetch(keyOf(asker), { context: asker }),
    known: (asker) => cache.get(keyOf(asker)),
  }
}

/** Membership depends on where the request came through, so that belongs to the key. */
function keyOf({ person, team, enterprise }: Asker): string {
  return JSON.stringify([person, team, enterprise])
}

function isFullMember(user: User): boolean {
  const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user
  return !(deleted || is_bot || is_restricted || is_ultra_restricted || is_stranger)
}

/** Within Enterprise Grid the organisation counts: its workspaces share channels as one company. */
function isOfOrganisation(user: User, { team, enterprise }: Asker): boolean {
  if (team !== null && user.team_id === team) return true
  if (enterprise === null) return false
  return user.team_id === enterprise || user.enterprise_user?.enterprise_id === enterprise
}
