import { z } from 'zod'
import { WrongWish } from '../wish.ts'
import type { SlackApp } from './slack-app.ts'
import type { Person, Room, Team } from './team.ts'
import type { Workspace } from './workspace.ts'

/** What a wish to act may say of where: the playground's workspace unless it names another by its team id. */
export const inWorkspace = { workspace: z.string().optional() }

/** Somebody of a workspace who can be acted for. */
export function findActor({ people }: Team, id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

/** Whether a person may write here: not in other people's direct messages; strangers just where a channel is shared. */
export function mayWrite(person: Person, room: Room): boolean {
  if (person.kind === 'stranger') return room.isShared
  return room.person === undefined || room.person === person.id
}

/** The workspace of a wish. Throws a `WrongWish` for one that there is not. */
export function findWished(
  { workspace }: { readonly workspace?: string | undefined },
  slack: SlackApp,
): Workspace {
  const found = slack.find(workspace)
  if (!found) throw new WrongWish('There is no such workspace.')
  return found
}
