import type { Workspace } from '../workspace.ts'
import { type Telling, worstOf } from './tell-of-message.ts'
import { wrapAppEvent } from './wrap-event.ts'

/** Tells the desk that its bot's tokens are void: whose, not which. https://docs.slack.dev/reference/events/tokens_revoked */
export function tellOfRevocation(workspace: Workspace): Promise<Telling> {
  const event = { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.team.bot.id] } }
  return workspace.events.send(wrapAppEvent(event, workspace))
}

/**
 * Tells the desk that it was taken out of a workspace, and that its tokens are void: both at once, for Slack promises
 * no order. https://docs.slack.dev/reference/events/app_uninstalled
 */
export async function tellOfUninstall(workspace: Workspace): Promise<Telling> {
  const event = wrapAppEvent({ type: 'app_uninstalled' }, workspace)
  return worstOf(await Promise.all([tellOfRevocation(workspace), workspace.events.send(event)]))
}
