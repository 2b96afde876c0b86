import type { Method } from '../method.ts'
import { checkClient } from '../oauth/check-client.ts'
import { uninstall } from '../uninstall.ts'

/** `apps.uninstall` */
export const uninstallApp: Method = (given, workspace) => {
  const refusal = checkClient(given, workspace.context.secrets)
  if (refusal) return refusal
  // Slack answers before the app hears of it, or after.
  void uninstall(workspace)
  return {}
}
