import { randomUUID } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { ListedCheck } from '../../core/listed-check.ts'
import type { Log } from '../../core/ports.ts'
import { checkListed } from '../../slack/check-listed.ts'
import { checkToken } from '../../slack/check-token.ts'
import type { Listed, OAuthInstalls } from '../../slack/installs/oauth-installs.ts'
import { SealedShut } from '../../slack/installs/vault.ts'
import { botScopes } from '../../slack/scopes.ts'
import { reasonOf } from '../reason-of.ts'
import type { Finding } from './finding.ts'

/** May be told to another process: no token is in here. */
export interface InstallsCheck {
  readonly findings: readonly Finding[]
  /** What each workspace that answers says of the people and groups that may ask. */
  readonly listed: readonly { readonly name: string; readonly check: ListedCheck }[]
}

export interface CheckInstallsOptions {
  readonly config: Pick<Config, 'slack'>
  /** People and groups that may ask; undefined: nothing is asked about them. */
  readonly listed: readonly string[] | undefined
  readonly log: Log
}

const again = 'somebody has to install it there again, by /slack/install at the desk’s address'

/** Asks Slack about each workspace that has installed the app, and each workspace about the listed. */
export async function checkInstalls(
  installs: Pick<OAuthInstalls, 'list'> | undefined,
  options: CheckInstallsOptions,
): Promise<InstallsCheck> {
  const { slack } = options.config
  if (!installs || !slack) {
    const without = 'the desk that runs was started without the settings of OAuth; start it anew'
    return { findings: [unwell(without)], listed: [] }
  }
  const checks = await Promise.all(
    (await installs.list()).map((one) => checkInstall(one, { ...options, apiUrl: slack.apiUrl })),
  )
  const nobody = 'nobody has installed it yet: open /slack/install at the desk’s address in a browser'
  return {
    findings: checks.length > 0 ? checks.flatMap(({ findings }) => findings) : [well(nobody)],
    listed: checks.flatMap((check) => check.listed),
  }
}

async function checkInstall(
  one: Listed | SealedShut,
  { apiUrl, listed, log }: CheckInstallsOptions & { readonly apiUrl: string },
): Promise<InstallsCheck> {
  if (one instanceof SealedShut) return { findings: [unwell(one.message)], listed: [] }
  const name = `${one.name} (${one.workspace})`
  if (!one.isAllowed) {
    const barred = `${name} has it installed, and gets no answers: it is not in SLACK_ALLOWED_TEAMS`
    return { findings: [well(barred)], listed: [] }
  }
  try {
    const token = await one.token()
    const { bot, missingScopes } = await checkToken(token, apiUrl, botScopes)
    const lacking = `${name} lacks ${missingScopes.join(', ')}: update the app from manifest.yml, then ${again}`
    const finding = missingScopes.length === 0 ? well(`${bot} in ${name}`) : unwell(lacking)
    const around = { token, apiUrl, correlationId: randomUUID(), log }
    const check = listed && (await checkListed(listed, around))
    return { findings: [finding], listed: check ? [{ name, check }] : [] }
  } catch (error) {
    return { findings: [unwell(`${name}: ${reasonOf(error)}; ${again}`)], listed: [] }
  }
}

function well(line: string): Finding {
  return { isWell: true, line: `Slack: ${line}` }
}

function unwell(line: string): Finding {
  return { isWell: false, line: `Slack: ${line}` }
}
