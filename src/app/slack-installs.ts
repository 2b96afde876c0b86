import type { Log, WallClock } from '../core/ports.ts'
import type { SlackOAuth } from '../slack/app.ts'
import { type Installs, oneInstall } from '../slack/installs/installs.ts'
import { createOAuthInstalls } from '../slack/installs/oauth-installs.ts'
import { inTime } from '../storage/in-time.ts'
import { createInstallations } from '../storage/installations.ts'
import type { Store } from '../storage/store.ts'
import type { Surroundings } from './surroundings.ts'

export interface SlackInstallsOptions {
  readonly surroundings: Pick<Surroundings, 'config'>
  readonly store: Pick<Store, 'db' | 'health'>
  readonly wallClock: WallClock
  readonly log: Log
}

/** Where the desk is installed in Slack; `oauth` where workspaces do so by themselves. */
export interface SlackInstalls {
  readonly installs: Installs
  readonly oauth?: SlackOAuth
}

/** One for a process, so that each token is renewed once; undefined where Slack is not set. */
export function openSlackInstalls(options: SlackInstallsOptions): SlackInstalls | undefined {
  const { surroundings, store, wallClock, log } = options
  const { slack } = surroundings.config
  if (!slack) return undefined
  const { access, apiUrl } = slack
  if ('botToken' in access) return { installs: oneInstall(access.botToken) }
  const kept = createInstallations(store.db)
  // People wait behind this one; a renewal has to end, however long the store takes.
  const installations = { ...kept, ...inTime({ find: kept.find }, store) }
  const installs = createOAuthInstalls({ ...access, apiUrl, installations, wallClock, log })
  const { clientId, clientSecret, stateSecret } = access
  return { installs, oauth: { installs, clientId, clientSecret, stateSecret } }
}
