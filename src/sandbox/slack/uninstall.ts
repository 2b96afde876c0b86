import { tellOfUninstall } from './events/tell-of-end.ts'
import type { Telling } from './events/tell-of-message.ts'
import type { Workspace } from './workspace.ts'

/** Takes the app out of a workspace, and tells the desk so. */
export function uninstall(workspace: Workspace): Promise<Telling> {
  const { installation, events, triggers, views } = workspace
  installation.end()
  // Nothing goes on in the name of an app that is gone.
  for (const part of [events, triggers, views]) part.clear()
  return tellOfUninstall(workspace)
}
