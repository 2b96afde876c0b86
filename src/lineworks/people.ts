import { LRUCache } from 'lru-cache'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { within } from '../async/within.ts'
import type { Reader } from '../core/call.ts'
import { type Locale, parseLocale } from '../core/locale.ts'
import type { Profile } from '../core/ports.ts'
import { type ApiSurroundings, callOnce, type SharedSurroundings } from '../works/api-call.ts'
import { describeReply } from '../works/describe-reply.ts'
import { parseExactJson } from '../works/exact-json.ts'
import { HttpFailure } from '../works/http-failure.ts'

export interface People {
  /** Asks LINE WORKS at most once for several who ask at a time. What cannot be learned is the desk's. Never rejects. */
  find(person: string, correlationId: string): Promise<Found>
}

export interface Found {
  readonly profile: Profile
  /** LINE WORKS tells us who this is. */
  readonly isKnown: boolean
}

export interface PeopleOptions extends SharedSurroundings {
  /** For people whose own zone is not known. */
  readonly defaultReader: Reader
  /** Milliseconds that an answer waits for this; 3 s by default. */
  readonly findMs?: number
}

/** A changed language or zone is seen after this. */
const keptForMs = 10 * 60_000
/** More people than a reseller has; some 2 MB. */
const keptPeople = 10_000
/** An answer in the desk's own language now is better than one in the person's own later. */
const usualFindMs = 3_000

const name = z.string().nullish()
/** `GET /users/{userId}`, as far as it is read. */
const userSchema = z.object({
  locale: z.string().nullish(),
  timeZone: z.string().nullish(),
  userName: z.object({ lastName: name, firstName: name }).nullish(),
})

type User = z.output<typeof userSchema>

/** Who people are; needs one of the scopes that tell language and zone, such as `user.read`. */
export function createPeople({ defaultReader, findMs = usualFindMs, ...given }: PeopleOptions): People {
  const around: ApiSurroundings = { ...given, attemptMs: findMs, api: 'users', purpose: 'person' }
  const { wallClock, log } = around
  const cache = new LRUCache<string, Profile, string>({
    max: keptPeople,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: async (person, _old, { context: correlationId }) =>
      toProfile(await ask(person, correlationId)),
  })

  async function ask(person: string, correlationId: string): Promise<User> {
    const operation = 'users.get'
    const path = `/users/${encodeURIComponent(person)}`
    const deadlineAt = wallClock() + findMs
    const reply = await callOnce(around, { operation, path, correlationId, deadlineAt })
    if (reply instanceof HttpFailure) throw reply
    if (reply.status !== 200) throw new Error(describeReply(operation, reply))
    const user = userSchema.safeParse(parseExactJson(reply.text)).data
    if (!user) throw new Error(`${operation}: the answer is not as documented`)
    return user
  }

  function toProfile({ locale: written, timeZone, userName }: User): Profile {
    const locale = parseLocale(written)
    const name = nameOf(userName, locale)
    return {
      locale,
      zone: timeZone && IANAZone.isValidZone(timeZone) ? timeZone : defaultReader.zone,
      ...(name ? { name } : {}),
    }
  }

  function unknown(person: string, correlationId: string, reason: string): Found {
    log.warn({ correlationId, person, reason }, 'language and zone of a person could not be learned')
    return { profile: { locale: undefined, zone: defaultReader.zone }, isKnown: false }
  }

  return {
    async find(person, correlationId) {
      const asking = cache.forceFetch(person, { context: correlationId }).then(
        (profile): Found => ({ profile, isKnown: true }),
        (error: unknown) =>
          unknown(person, correlationId, error instanceof Error ? error.message : String(error)),
      )
      // Sign-in, which comes before, has patience of its own.
      return (await within(findMs, asking)) ?? unknown(person, correlationId, `not within ${findMs} ms`)
    },
  }
}

/** Family name first, but not in English; in Chinese and Korean nothing stands between. */
function nameOf(userName: User['userName'], locale: Locale | undefined): string {
  const { lastName, firstName } = userName ?? {}
  const names = locale === 'en' ? [firstName, lastName] : [lastName, firstName]
  const isSpaced = !locale || locale === 'ja' || locale === 'en'
  return names.flatMap((name) => name?.trim() || []).join(isSpaced ? ' ' : '')
}
