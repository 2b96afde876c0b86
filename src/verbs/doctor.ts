import { randomUUID } from 'node:crypto'
import { createAnswering } from '../app/answering.ts'
import { openSetUp } from '../app/set-up.ts'
import { findSurroundings, type Surroundings } from '../app/surroundings.ts'
import { type BotConfig, ConfigError, type SlackConfig } from '../config.ts'
import { DeskError, type ErrorCode, toDeskError } from '../core/errors.ts'
import type { Log } from '../core/ports.ts'
import { checkAppToken, checkToken } from '../slack/check-token.ts'
import { botScopes } from '../slack/scopes.ts'
import { checkAllowedPeople } from './doctor/check-allowed-people.ts'
import { checkClock } from './doctor/check-clock.ts'
import type { InstallsCheck } from './doctor/check-installs.ts'
import { checkSlackInstalls } from './doctor/check-slack-installs.ts'
import { checkStore } from './doctor/check-store.ts'
import { describeLimit } from './doctor/describe-limit.ts'
import { describeScopes } from './doctor/describe-scopes.ts'
import type { Finding } from './doctor/finding.ts'
import { createQuietLog } from './quiet-log.ts'
import { reasonOf } from './reason-of.ts'

/** What to do about a failure, for the operator. */
const advice: Partial<Record<ErrorCode, string>> = {
  no_permission: 'give the app the scope partner.read, and check that the account is a partner’s',
  sign_in_refused:
    'check WORKS_CLIENT_ID, WORKS_CLIENT_SECRET, WORKS_SERVICE_ACCOUNT, WORKS_PRIVATE_KEY and the clock',
  sign_in_down: 'check WORKS_AUTH_URL and the way out of this network, then try again',
  rate_limited: 'wait a minute; check WORKS_RATE_LIMIT against the plan',
}

/** Checks everything the desk needs, one by one, and prints a line each. False when something failed. */
export async function doctor(environment: NodeJS.ProcessEnv): Promise<boolean> {
  let surroundings: Surroundings
  try {
    surroundings = await findSurroundings(environment, { sandboxPort: 0 })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const reason of error.reasons) tell(false, `settings: ${reason}`)
    return false
  }
  const { sandbox } = surroundings
  tell(true, sandbox ? 'settings: no credentials, so a sandbox is checked' : 'settings')
  const log = createQuietLog(surroundings.config, environment)
  const isPartnerWell = await checkPartner(surroundings, log)
  const isStoreWell = tellAll(await checkStore(surroundings))
  const installs = await checkSlackInstalls(surroundings, log)
  const arePlatformsWell = await checkPlatforms(surroundings, log, installs)
  const isListWell = tellAll(await checkAllowedPeople({ surroundings, installs, log }))
  await sandbox?.close()
  return isPartnerWell && isStoreWell && arePlatformsWell && isListWell
}

async function checkPartner(surroundings: Surroundings, log: Log): Promise<boolean> {
  const { works, bot } = surroundings.config
  let limit: number | undefined
  const answering = createAnswering(surroundings, log, {
    observe(seen) {
      if (seen.kind === 'limitTold') limit = seen.limit ?? limit
    },
  })
  const { http, signIn } = answering.works
  const correlationId = randomUUID()
  try {
    const isReadable =
      (await check(`sign-in at ${works.authUrl}`, signIn.token(correlationId))) &&
      (await check(`partner data at ${works.apiUrl}`, answering.partner.customers(null, { correlationId })))
    const areWell = tellAll([
      describeScopes(works.scopes, bot !== undefined),
      ...(isReadable ? [describeLimit(works.rateLimit, limit)] : []),
      ...(await checkClock(works.authUrl, { http, wallClock: Date.now })),
    ])
    return isReadable && areWell
  } finally {
    await answering.close()
  }
}

async function check(what: string, attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt
    tell(true, what)
    return true
  } catch (thrown) {
    const error = toDeskError(thrown)
    tell(
      false,
      `${what}: ${error.code} (${error.message}); ${advice[error.code] ?? 'try again in a few minutes'}`,
    )
    return false
  }
}

async function checkPlatforms(
  surroundings: Surroundings,
  log: Log,
  { findings }: InstallsCheck,
): Promise<boolean> {
  const { slack, bot } = surroundings.config
  if (!slack && !bot) {
    const missing =
      'SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, or WORKS_BOT_ID, WORKS_BOT_SECRET and WORKS_BOT_NAME'
    tell(false, `no platform: set ${missing}`)
    return false
  }
  if (!slack) tell(true, 'Slack: not set')
  const isAppWell = !slack || (await checkSlack(slack))
  const isSlackWell = tellAll(findings) && isAppWell
  if (!bot) tell(true, 'LINE WORKS: not set')
  return (!bot || (await checkBot(bot, surroundings, log))) && isSlackWell
}

async function checkSlack({ access, appToken, apiUrl }: SlackConfig): Promise<boolean> {
  const isBotWell = !('botToken' in access) || (await checkBotToken(access.botToken, apiUrl))
  if (!appToken) return isBotWell
  const isSocketWell = await asking('SLACK_APP_TOKEN', async () => {
    await checkAppToken(appToken, apiUrl)
    return 'Socket Mode'
  })
  return isBotWell && isSocketWell
}

function checkBotToken(botToken: string, apiUrl: string): Promise<boolean> {
  return asking('SLACK_BOT_TOKEN', async () => {
    const { team, bot, missingScopes } = await checkToken(botToken, apiUrl, botScopes)
    if (missingScopes.length === 0) return `${bot} in ${team}`
    throw new Error(
      `lacks ${missingScopes.join(', ')}; update the app from manifest.yml and install it again`,
    )
  })
}

/** A bot's secret shows only when LINE WORKS sends something. */
async function checkBot(bot: BotConfig, surroundings: Surroundings, log: Log): Promise<boolean> {
  const answering = createAnswering(surroundings, log)
  try {
    const faults = (await openSetUp({ surroundings, answering, log })?.findFaults(bot)) ?? []
    const isWell = faults.length === 0
    const told = isWell ? bot.name : `${faults.join('; ')}; change it in the Developer Console`
    tell(isWell, `LINE WORKS: ${told}`)
    return isWell
  } catch (error) {
    const known = error instanceof DeskError ? advice[error.code] : undefined
    tell(false, `LINE WORKS: ${reasonOf(error)}; ${known ?? 'check WORKS_BOT_ID and the scope bot'}`)
    return false
  } finally {
    await answering.close()
  }
}

function tellAll(findings: readonly Finding[]): boolean {
  for (const { isWell, line } of findings) tell(isWell, line)
  return findings.every(({ isWell }) => isWell)
}

/** Tells what Slack says, or which setting has to be looked at. */
async function asking(setting: string, question: () => Promise<string>): Promise<boolean> {
  try {
    tell(true, `Slack: ${await question()}`)
    return true
  } catch (error) {
    tell(false, `Slack: ${reasonOf(error)}; check ${setting}`)
    return false
  }
}

function tell(isWell: boolean, line: string): void {
  process.stdout.write(`${isWell ? 'ok  ' : 'FAIL'} ${line}\n`)
}
