import { WebClient } from '@slack/web-api'
import type { Log } from '../../core/ports.ts'
import { toBoltLogger } from '../web-api/bolt-log.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { webApiOptions } from '../web-api/web-api.ts'
import type { AppCredentials } from './exchange.ts'
import type { Grant } from './to-installed.ts'

export interface TurnAwayOptions extends AppCredentials {
  readonly apiUrl: string
  readonly log: Log
}

/** Gives back what a workspace has granted that may not use the desk: the whole app, or at least its token. Never rejects. */
export async function turnAway(
  { workspace, installed }: Grant,
  { clientId, clientSecret, apiUrl, log }: TurnAwayOptions,
): Promise<void> {
  const client = new WebClient(installed.token, webApiOptions(apiUrl, toBoltLogger(log)))
  const tried = (what: string, attempt: Promise<unknown>) =>
    attempt.then(
      () => true,
      (error: unknown) => {
        log.warn({ workspace, err: describeSlackError(error) }, what)
        return false
      },
    )
  const app = { client_id: clientId, client_secret: clientSecret }
  if (await tried('app not taken out of a workspace', client.apps.uninstall(app))) return
  await tried('token of a workspace not revoked', client.auth.revoke())
}
