import { tellOfRevocation } from '../events/tell-of-end.ts'
import type { Method } from '../method.ts'
import { isTrue } from '../read-arguments.ts'

/**
 * `auth.revoke`. That of a bot's token deactivates the bot, and with it every token of it, but the app stays
 * installed. https://docs.slack.dev/reference/methods/auth.revoke
 */
export const revokeToken: Method = (given, workspace) => {
  if (isTrue(given.test)) return { revoked: false }
  workspace.installation.revoke()
  // Slack answers before the app hears of it, or after.
  void tellOfRevocation(workspace)
  return { revoked: true }
}
