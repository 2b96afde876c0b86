import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { emptyGroup, type FindGroup, type Group } from '../core/access.ts'
import { type ApiSurroundings, callOnce, type SharedSurroundings } from '../works/api-call.ts'
import { describeReply } from '../works/describe-reply.ts'
import { parseExactJson } from '../works/exact-json.ts'
import { HttpFailure } from '../works/http-failure.ts'
import { createIsPerson } from './is-person.ts'
import { isUnknown } from './is-unknown.ts'

/** Reads groups; `correlationId` is of the request that wants to know. */
export type FindWorksGroup = (...asked: [...Parameters<FindGroup>, correlationId: string]) => Promise<Group>

/** Somebody who is taken out of a group loses access after this at the latest. */
const keptForMs = 10 * 60_000
/** What is no group does not become one: ids are not given twice. An hour bounds a slip of LINE WORKS. */
const noGroupKeptForMs = 60 * 60_000
/** More groups and units than anybody lists, with those within them. */
const keptGroups = 5_000
/** One attempt; a person waits. */
const attemptMs = 3_000
/** For all pages of a group: who waited has given up by then, and the next finds it read. */
const groupMs = 20_000
/** The most that LINE WORKS gives. */
const perPage = 100

const id = z.union([z.string(), z.number()]).transform(String)

/**
 * One page of who is in a group or in an organisation unit, as far as it is read.
 * https://developers.worksmobile.com/en/docs/group-member-list
 * https://developers.worksmobile.com/en/docs/orgunit-member-list
 */
const pageSchema = z.object({
  members: z
    .array(z.object({ id: id.nullish(), type: z.string().nullish(), userId: id.nullish() }))
    .nullish(),
  responseMetaData: z.object({ nextCursor: z.string().nullish() }).nullish(),
})

type Members = NonNullable<z.output<typeof pageSchema>['members']>

/** Where those are asked about that belong to a group, by the type that it gives them. */
const kinds: Readonly<Record<string, string>> = { GROUP: 'groups', ORGUNIT: 'orgunits' }

/** How `createFindWorksGroup` is asked for a listed id. */
export function placeOf(groupId: string): string {
  return `groups/${groupId}`
}

/**
 * Who is in the groups of LINE WORKS, and in the groups and organisation units that belong to them; needs a scope such
 * as `group.read`, and for units `orgunit.read`. Asks at most once for several who ask at a time, and remembers no
 * failure. What is no group of ours has nobody in it.
 */
export function createFindWorksGroup(given: SharedSurroundings): FindWorksGroup {
  const around: ApiSurroundings = { ...given, attemptMs, api: 'directory', purpose: 'person' }
  const { wallClock, log } = around
  const isPerson = createIsPerson(given)
  const cache = new LRUCache<string, Group, string>({
    max: keptGroups,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: wallClock },
    fetchMethod: async (place, _old, { context: correlationId, options }) => {
      try {
        const group = await read(place, correlationId)
        if (group) return group
        options.ttl = noGroupKeptForMs
        return emptyGroup
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log.warn({ correlationId, group: place, reason }, 'who is in a group could not be learned')
        throw error
      }
    },
  })

  /** Undefined where there is no such group. */
  async function read(place: string, correlationId: string): Promise<Group | undefined> {
    const deadlineAt = wallClock() + groupMs
    const members: Members[number][] = []
    const cursors = new Set<string>()
    for (let cursor = ''; ; ) {
      const { operation, path } = pathOf(place, cursor)
      const reply = await callOnce(around, { operation, path, correlationId, deadlineAt })
      if (reply instanceof HttpFailure) throw new Error(`${operation}: ${reply.message}`, { cause: reply })
      if (!cursor && isUnknown(reply)) return undefined
      if (reply.status === 403 && (await isOnlyPerson(place, correlationId))) return undefined
      if (reply.status !== 200) throw new Error(describeReply(operation, reply))
      const page = pageSchema.safeParse(parseExactJson(reply.text)).data
      if (!page) throw new Error(`${operation}: the answer is not as documented`)
      members.push(...(page.members ?? []))
      cursor = page.responseMetaData?.nextCursor ?? ''
      if (!cursor) return toGroup(members)
      if (cursors.has(cursor)) throw new Error(`${operation}: a page leads back to itself`)
      cursors.add(cursor)
    }
  }

  /**
   * A list of people alone is to need no scope for groups, but an id does not say what it is of. Where this cannot be
   * learned either, what is told is why the group could not.
   */
  async function isOnlyPerson(place: string, correlationId: string): Promise<boolean> {
    const [kind, id = ''] = place.split('/')
    return kind === 'groups' && isPerson(id, correlationId).catch(() => false)
  }

  return (place, correlationId) => cache.forceFetch(place, { context: correlationId })
}

function pathOf(place: string, cursor: string): { readonly operation: string; readonly path: string } {
  const [kind = '', groupId = ''] = place.split('/')
  const query = new URLSearchParams({ count: String(perPage), ...(cursor ? { cursor } : {}) })
  return {
    operation: `${kind}.members`,
    path: `/${kind}/${encodeURIComponent(groupId)}/members?${query}`,
  }
}

function toGroup(members: Members): Group {
  return {
    people: new Set(members.flatMap(({ id, type, userId }) => userId ?? (type === 'USER' && id ? id : []))),
    groups: members.flatMap(({ id, type }) => {
      const kind = kinds[type ?? '']
      return kind && id ? `${kind}/${id}` : []
    }),
  }
}
