import { randomUUID } from 'node:crypto'
import { createAnswering } from '../app/answering.ts'
import type { Surroundings } from '../app/surroundings.ts'
import { type ListedCheck, unknownAmong } from '../core/listed-check.ts'
import type { Log } from '../core/ports.ts'
import { checkListed as checkListedInWorks } from '../lineworks/check-listed.ts'
import { checkListed as checkListedInSlack, isSlacksByForm } from '../slack/check-listed.ts'

/** A line of the doctor's. */
export interface Finding {
  readonly isWell: boolean
  readonly line: string
}

/** What one workspace, or LINE WORKS, says of the listed ids. */
export interface PlatformCheck {
  /** Such as `Slack`. */
  readonly name: string
  readonly check: ListedCheck
  /** What to do about groups that could not be read. */
  readonly advice: string
}

/** What to do where Slack does not tell who is in a group. */
const slackAdvice =
  'the app needs usergroups:read: update it from manifest.yml and install it again, or try again later'

/** The same for LINE WORKS. */
const worksAdvice =
  'the app and WORKS_SCOPES need group.read, for organisation units orgunit.read as well, or try again later'

export interface AllowedPeopleOptions {
  readonly surroundings: Surroundings
  /** The workspaces that the desk is installed on; their names where there are several. */
  readonly workspaces: readonly { readonly name?: string; readonly token: string }[]
  readonly log: Log
}

/** Asks every platform that is set about `DESK_ALLOWED_PEOPLE`; nothing where that is not. Never rejects. */
export async function checkAllowedPeople(options: AllowedPeopleOptions): Promise<readonly Finding[]> {
  const { surroundings, workspaces, log } = options
  const { allowedPeople, slack, bot, works } = surroundings.config
  if (!allowedPeople) return []
  const correlationId = randomUUID()
  const platforms: PlatformCheck[] = []
  for (const { name, token } of slack ? workspaces : []) {
    const around = { token, apiUrl: slack?.apiUrl ?? '', correlationId, log }
    const check = await checkListedInSlack(allowedPeople, around)
    platforms.push({ name: name === undefined ? 'Slack' : `Slack, ${name}`, check, advice: slackAdvice })
  }
  if (bot) {
    const answering = createAnswering(surroundings, log)
    const around = { ...answering.works, apiUrl: works.apiUrl, wallClock: Date.now, correlationId, log }
    const check = await checkListedInWorks(allowedPeople, around)
    await answering.close()
    platforms.push({ name: 'LINE WORKS', check, advice: worksAdvice })
  }
  if (!slack || workspaces.length > 0) return describeAllowedPeople(allowedPeople, platforms)
  const others = allowedPeople.filter((id) => !isSlacksByForm(id))
  const unasked = {
    isWell: true,
    line: 'people who may ask in Slack: there is no workspace to ask about them',
  }
  return [unasked, ...describeAllowedPeople(others, platforms)]
}

/** What the doctor says of what the platforms told. */
export function describeAllowedPeople(
  listed: readonly string[],
  platforms: readonly PlatformCheck[],
): readonly Finding[] {
  const unknown = unknownAmong(
    listed,
    platforms.map(({ check }) => check),
  )
  const strangers = `DESK_ALLOWED_PEOPLE: nothing is known of ${unknown.join(', ')}; check how they are written`
  return [
    ...platforms.flatMap(describePlatform),
    ...(unknown.length > 0 ? [{ isWell: false, line: strangers }] : []),
  ]
}

function describePlatform({ name, check, advice }: PlatformCheck): Finding[] {
  const { people, groups, inGroups, unread } = check
  const failures = unread.map(({ id, reason }) => ({
    isWell: false,
    line: `people who may ask in ${name}: ${id} could not be read (${reason}); ${advice}`,
  }))
  if (failures.length > 0) return failures
  const isNobody = people.length === 0 && inGroups === 0
  const counted = [
    `${people.length} by id`,
    ...(groups.length > 0 ? [`${inGroups} in ${groups.join(', ')}`] : []),
  ]
  const told = isNobody ? 'nobody, as DESK_ALLOWED_PEOPLE stands' : counted.join(', ')
  return [{ isWell: true, line: `people who may ask in ${name}: ${told}` }]
}
