import { openSlackInstalls } from '../app/slack-installs.ts'
import { openDeskStore, type Surroundings } from '../app/surroundings.ts'
import type { Log } from '../core/ports.ts'
import { checkToken } from '../slack/check-token.ts'
import type { Listed } from '../slack/installs/oauth-installs.ts'
import { SealedShut } from '../slack/installs/vault.ts'
import { botScopes } from '../slack/manifest.ts'
import { StoreHeld } from '../storage/store-errors.ts'
import type { Finding } from './check-allowed-people.ts'

export interface SlackInstallsCheck {
  readonly findings: readonly Finding[]
  /** Those that answer, to be asked more. */
  readonly workspaces: readonly { readonly name: string; readonly token: string }[]
}

const again = 'somebody has to install it there again, by /slack/install at the desk’s address'

/** Asks Slack about each workspace that has installed the app; nothing where a single token is set. Never rejects. */
export async function checkSlackInstalls(surroundings: Surroundings, log: Log): Promise<SlackInstallsCheck> {
  const { slack } = surroundings.config
  if (!slack || 'botToken' in slack.access) return { findings: [], workspaces: [] }
  try {
    const store = await openDeskStore(surroundings)
    try {
      const { oauth } = openSlackInstalls({ surroundings, store, wallClock: Date.now, log }) ?? {}
      const listed = (await oauth?.installs.list()) ?? []
      const checks = await Promise.all(listed.map((one) => checkInstall(one, slack.apiUrl)))
      await oauth?.installs.settled(renewalMs)
      const nobody = 'nobody has installed it yet: open /slack/install at the desk’s address in a browser'
      return {
        findings: listed.length > 0 ? checks.flatMap(({ findings }) => findings) : [well(nobody)],
        workspaces: checks.flatMap(({ workspaces }) => workspaces),
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreHeld) {
      const held = 'its installations are in the store of a desk that runs; stop that to have them checked'
      return { findings: [well(held)], workspaces: [] }
    }
    return { findings: [unwell(`its installations could not be read: ${reasonOf(error)}`)], workspaces: [] }
  }
}

/** For writing down a token that is being renewed. */
const renewalMs = 10_000

async function checkInstall(listed: Listed | SealedShut, apiUrl: string): Promise<SlackInstallsCheck> {
  if (listed instanceof SealedShut) return { findings: [unwell(listed.message)], workspaces: [] }
  const { workspace, name, isAllowed } = listed
  const place = `${name} (${workspace})`
  if (!isAllowed) {
    const barred = `${place} has it installed, and gets no answers: it is not in SLACK_ALLOWED_TEAMS`
    return { findings: [well(barred)], workspaces: [] }
  }
  try {
    const token = await listed.token()
    const { bot, missingScopes } = await checkToken(token, apiUrl, botScopes)
    const lacking = `${place} lacks ${missingScopes.join(', ')}: update the app from manifest.yml, then ${again}`
    const finding = missingScopes.length === 0 ? well(`${bot} in ${place}`) : unwell(lacking)
    return { findings: [finding], workspaces: [{ name: place, token }] }
  } catch (error) {
    return { findings: [unwell(`${place}: ${reasonOf(error)}; ${again}`)], workspaces: [] }
  }
}

function well(line: string): Finding {
  return { isWell: true, line: `Slack: ${line}` }
}

function unwell(line: string): Finding {
  return { isWell: false, line: `Slack: ${line}` }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
