import { WebClient } from '@slack/web-api'
import { emptyGroup } from '../core/access.ts'
import type { ListedCheck } from '../core/listed-check.ts'
import type { Log } from '../core/ports.ts'
import { createFindUserGroup, isUserGroup } from './people/user-groups.ts'
import { toBoltLogger } from './web-api/bolt-log.ts'
import { readFailure } from './web-api/read-failure.ts'
import { webApiOptions } from './web-api/web-api.ts'

export interface CheckListedOptions {
  readonly token: string
  readonly apiUrl: string
  readonly correlationId: string
  readonly log: Log
}

/** Nobody waits for an answer here. */
const timeoutMs = 10_000

const noSuchPerson = ['user_not_found', 'user_not_visible']

/** Whether a listed id is of the form of Slack's people and user groups. */
export function isSlackByForm(id: string): boolean {
  return isUserGroup(id) || isPerson(id)
}

/** Asks one workspace about each listed id that is of Slack's form. Never rejects. */
export async function checkListed(
  listed: readonly string[],
  { token, apiUrl, correlationId, log }: CheckListedOptions,
): Promise<ListedCheck> {
  const client = new WebClient(token, { ...webApiOptions(apiUrl, toBoltLogger(log)), timeout: timeoutMs })
  const findUserGroup = createFindUserGroup({ client, wallClock: Date.now, log })
  const people: string[] = []
  const groups: string[] = []
  const held = new Set<string>()
  const unread: { id: string; reason: string }[] = []

  async function askAboutGroup(id: string): Promise<void> {
    const group = await findUserGroup(id, correlationId)
    if (group === emptyGroup) return
    groups.push(id)
    for (const person of group.people) held.add(person)
  }

  async function askAboutPerson(id: string): Promise<void> {
    const { user } = await client.users.info({ user: id })
    // Whoever has left is known, and may ask nothing.
    if (!user?.deleted) people.push(id)
  }

  // One after the other: Slack allows some twenty questions about groups a minute.
  for (const id of new Set(listed)) {
    const ask = isUserGroup(id) ? askAboutGroup : isPerson(id) ? askAboutPerson : undefined
    await ask?.(id).catch((error: unknown) => {
      const { reason } = readFailure(error)
      if (!noSuchPerson.includes(reason)) unread.push({ id, reason })
    })
  }
  return { people, groups, inGroups: held.size, unread }
}

function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id)
}
