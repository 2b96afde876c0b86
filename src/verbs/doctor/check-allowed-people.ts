import { randomUUID } from 'node:crypto'
import { createAnswering } from '../../app/answering.ts'
import type { Surroundings } from '../../app/surroundings.ts'
import { type ListedCheck, unknownAmong } from '../../core/listed-check.ts'
import type { Log } from '../../core/ports.ts'
import { checkListed as checkListedInWorks } from '../../lineworks/check-listed.ts'
import { checkListed as checkListedInSlack, isSlackByForm } from '../../slack/check-listed.ts'
import type { InstallsCheck } from './check-installs.ts'
import type { Finding } from './finding.ts'

/** What one workspace, or LINE WORKS, says of the listed ids. */
export interface PlatformCheck {
  /** Such as `Slack`. */
  readonly name: string
  readonly check: ListedCheck
  /** What to do about groups that could not be read. */
  readonly advice: string
  /** Who gets no answer although the list counts them. */
  readonly refused: string
}

const inSlack = {
  /** Where Slack does not tell who is in a group. */
  advice:
    'the app needs usergroups:read: update it from manifest.yml and install it again, or try again later',
  refused: 'guests among them stay refused',
}

const inWorks = {
  /** The same for LINE WORKS. */
  advice:
    'the app and WORKS_SCOPES need group.read, for organisation units orgunit.read as well, or try again later',
  refused: 'those of other domains stay refused',
}

export interface AllowedPeopleOptions {
  readonly surroundings: Surroundings
  /** What was learned from the workspaces that installed the app by themselves. */
  readonly installs: InstallsCheck
  readonly log: Log
}

/** Asks every platform that is set about `DESK_ALLOWED_PEOPLE`; nothing where that is not. Never rejects. */
export async function checkAllowedPeople(options: AllowedPeopleOptions): Promise<readonly Finding[]> {
  const { surroundings, installs } = options
  const { allowedPeople, slack } = surroundings.config
  if (!allowedPeople) return []
  const asked = [...(await checkSlack(allowedPeople, options)), ...(await checkWorks(allowedPeople, options))]
  const isSlackAsked = !slack || 'botToken' in slack.access || installs.listed.length > 0
  if (isSlackAsked || !allowedPeople.some(isSlackByForm)) return describeAllowedPeople(allowedPeople, asked)
  const others = allowedPeople.filter((id) => !isSlackByForm(id))
  return [describeUnasked(installs), ...describeAllowedPeople(others, asked)]
}

async function checkSlack(
  listed: readonly string[],
  { surroundings, installs, log }: AllowedPeopleOptions,
): Promise<readonly PlatformCheck[]> {
  const { slack } = surroundings.config
  if (!slack) return []
  const { access, apiUrl } = slack
  if ('botToken' in access) {
    const around = { token: access.botToken, apiUrl, correlationId: randomUUID(), log }
    return [{ name: 'Slack', check: await checkListedInSlack(listed, around), ...inSlack }]
  }
  // That nobody is listed shows without a question as well.
  if (!listed.some(isSlackByForm)) return [{ name: 'Slack', check: nobodyListed, ...inSlack }]
  return installs.listed.map(({ name, check }) => ({ name: `Slack, ${name}`, check, ...inSlack }))
}

const nobodyListed: ListedCheck = { people: [], groups: [], inGroups: 0, unread: [] }

async function checkWorks(
  listed: readonly string[],
  { surroundings, log }: AllowedPeopleOptions,
): Promise<readonly PlatformCheck[]> {
  const { bot, works } = surroundings.config
  if (!bot) return []
  const answering = createAnswering(surroundings, log)
  const around = { apiUrl: works.apiUrl, wallClock: Date.now, correlationId: randomUUID(), log }
  const check = await checkListedInWorks(listed, { ...answering.works, ...around })
  await answering.close()
  return [{ name: 'LINE WORKS', check, ...inWorks }]
}

/** Where no workspace has said anything: there may be none, or it was not to be asked. */
function describeUnasked({ findings }: InstallsCheck): Finding {
  const isWell = findings.every((finding) => finding.isWell)
  const why = isWell ? 'there is no workspace to ask about them' : 'no workspace could be asked about them'
  return { isWell, line: `people who may ask in Slack: ${why}` }
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

function describePlatform({ name, check, advice, refused }: PlatformCheck): Finding[] {
  const { people, groups, inGroups, unread } = check
  const failures = unread.map(({ id, reason }) => ({
    isWell: false,
    line: `people who may ask in ${name}: ${id} could not be read (${reason}); ${advice}`,
  }))
  if (failures.length > 0) return failures
  if (people.length === 0 && inGroups === 0) {
    const empty = groups.length > 0 ? `, and nobody is in ${groups.join(', ')}` : ''
    const line = `people who may ask in ${name}: nobody is listed${empty}, so nobody gets an answer there; add people or groups of it to DESK_ALLOWED_PEOPLE`
    return [{ isWell: false, line }]
  }
  const counted = [
    ...(people.length > 0 ? [`${people.length} listed by id`] : []),
    ...(groups.length > 0 ? [`${inGroups} in ${groups.join(', ')}`] : []),
  ]
  const told = `people who may ask in ${name}: ${counted.join(', ')}; ${refused}`
  return [{ isWell: true, line: told }]
}
