import { within } from '../async/within.ts'
import { type Access, findAccess } from '../core/access.ts'
import type { SharedSurroundings } from '../works/api-call.ts'
import { createFindWorksGroup, placeOf } from './groups.ts'

/** Whether somebody is among those who may ask. Never rejects. */
export type FindWorksAccess = (person: string, correlationId: string) => Promise<Access>

export interface FindWorksAccessOptions extends SharedSurroundings {
  /** Ids of people and of groups; others are nobody here. Undefined: everybody. */
  readonly allowedPeople: readonly string[] | undefined
  /** Milliseconds that an answer waits for this; 3 s by default. */
  readonly findMs?: number
}

/** As long as for who somebody is. */
const usualFindMs = 3_000

/** Ids of LINE WORKS are in lower case, with hyphens; those of other platforms would only cost requests. */
export function isWorksByForm(id: string): boolean {
  return /[a-z-]/.test(id)
}

/** Asks LINE WORKS for the groups among the listed ids, which look like those of people. */
export function createFindWorksAccess(options: FindWorksAccessOptions): FindWorksAccess {
  const { allowedPeople: listed, findMs = usualFindMs, ...around } = options
  const { log } = around
  const findWorksGroup = createFindWorksGroup(around)
  const groups = (listed ?? []).filter(isWorksByForm).map(placeOf)

  return async (person, correlationId) => {
    const finding = findAccess(person, {
      listed,
      groups,
      findGroup: (place) => findWorksGroup(place, correlationId),
    })
    const access = await within(findMs, finding)
    if (!access)
      log.warn({ correlationId, person }, `not learned within ${findMs} ms whether a person may ask`)
    return access ?? 'unknown'
  }
}
