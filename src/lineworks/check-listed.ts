import { emptyGroup } from '../core/access.ts'
import { toDeskError } from '../core/errors.ts'
import type { ListedCheck } from '../core/listed-check.ts'
import type { SharedSurroundings } from '../works/api-call.ts'
import { isWorksByForm } from './access.ts'
import { createFindWorksGroup, placeOf } from './groups.ts'
import { createIsPerson } from './is-person.ts'

export interface CheckListedOptions extends SharedSurroundings {
  readonly correlationId: string
}

/** Asks LINE WORKS about each listed id that is of its form: a group, with those within, or a person. Never rejects. */
export async function checkListed(
  listed: readonly string[],
  { correlationId, ...given }: CheckListedOptions,
): Promise<ListedCheck> {
  const findWorksGroup = createFindWorksGroup(given)
  const isPerson = createIsPerson(given)
  const people: string[] = []
  const groups: string[] = []
  const held = new Set<string>()
  const unread: { id: string; reason: string }[] = []

  /** What is within a group is told of as the group: that is what the settings name. */
  async function readGroup(id: string): Promise<boolean> {
    const places = [placeOf(id)]
    // It grows while it is gone through.
    for (const place of places) {
      const group = await findWorksGroup(place, correlationId)
      if (group === emptyGroup && places.length === 1) return false
      for (const person of group.people) held.add(person)
      for (const next of group.groups) if (!places.includes(next)) places.push(next)
    }
    return true
  }

  for (const id of new Set(listed.filter(isWorksByForm))) {
    try {
      if (await readGroup(id)) groups.push(id)
      else if (await isPerson(id, correlationId)) people.push(id)
    } catch (error) {
      unread.push({ id, reason: toDeskError(error).message })
    }
  }
  return { people, groups, inGroups: held.size, unread }
}
