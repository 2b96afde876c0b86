import { randomUUID } from 'node:crypto'
import { createAnswering, findSurroundings, openDeskStore, type Surroundings } from '../app.ts'
import { ConfigError } from '../config.ts'
import { type DeskError, type ErrorCode, toDeskError } from '../core/errors.ts'
import { createLog } from '../log.ts'
import { checkAppToken, checkToken } from '../slack/check-token.ts'
import { botScopes } from '../slack/manifest.ts'
import { StoreHeld } from '../storage/store-errors.ts'

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
    surroundings = await findSurroundings(environment, () => '', 0)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const reason of error.reasons) tell(false, `settings: ${reason}`)
    return false
  }
  const { sandbox } = surroundings
  tell(true, sandbox ? 'settings: no credentials, so a sandbox is checked' : 'settings')
  const isPartnerWell = await checkPartner(surroundings, environment)
  const isStoreWell = await checkStore(surroundings)
  const isSlackWell = await checkSlack(surroundings)
  await sandbox?.close()
  return isPartnerWell && isStoreWell && isSlackWell
}

async function checkPartner(surroundings: Surroundings, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const { apiUrl, authUrl } = surroundings.config.works
  const level = environment.LOG_LEVEL ? surroundings.config.logLevel : 'silent'
  const answering = createAnswering(surroundings, createLog(level, 'stderr'))
  const correlationId = randomUUID()
  try {
    return (
      (await check(`sign-in at ${authUrl}`, answering.signIn.token(correlationId))) &&
      (await check(`partner data at ${apiUrl}`, answering.partner.customers(null, { correlationId })))
    )
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
    const error: DeskError = toDeskError(thrown)
    tell(
      false,
      `${what}: ${error.code} (${error.message}); ${advice[error.code] ?? 'try again in a few minutes'}`,
    )
    return false
  }
}

async function checkStore(surroundings: Surroundings): Promise<boolean> {
  try {
    const store = await openDeskStore(surroundings)
    tell(true, store.kind === 'embedded' ? `store in ${surroundings.config.dataDir}` : 'store on PostgreSQL')
    await store.close()
    return true
  } catch (error) {
    if (error instanceof StoreHeld) {
      tell(true, 'store: held by a desk that runs')
      return true
    }
    tell(false, `store: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

async function checkSlack({ config: { slack } }: Surroundings): Promise<boolean> {
  if (!slack) {
    tell(false, 'Slack: not set, and it is the only platform; set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN')
    return false
  }
  const isBotWell = await asking('SLACK_BOT_TOKEN', async () => {
    const { team, bot, missingScopes } = await checkToken(slack.botToken, slack.apiUrl, botScopes)
    if (missingScopes.length === 0) return `${bot} in ${team}`
    throw new Error(
      `lacks ${missingScopes.join(', ')}; update the app from manifest.yml and install it again`,
    )
  })
  const { appToken } = slack
  if (!appToken) return isBotWell
  const isSocketWell = await asking('SLACK_APP_TOKEN', async () => {
    await checkAppToken(appToken, slack.apiUrl)
    return 'Socket Mode'
  })
  return isBotWell && isSocketWell
}

/** Tells what Slack says, or which setting has to be looked at. */
async function asking(setting: string, question: () => Promise<string>): Promise<boolean> {
  try {
    tell(true, `Slack: ${await question()}`)
    return true
  } catch (error) {
    tell(false, `Slack: ${error instanceof Error ? error.message : String(error)}; check ${setting}`)
    return false
  }
}

function tell(isWell: boolean, line: string): void {
  process.stdout.write(`${isWell ? 'ok  ' : 'FAIL'} ${line}\n`)
}
