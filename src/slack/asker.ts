import type { BlockAction, MessageShortcut, SlashCommand, ViewSubmitAction } from '@slack/bolt'

/** Who asks, and the organisation that the request came through. */
export interface Asker {
  readonly person: string
  /** Null where the app is installed on a whole Enterprise organisation. */
  readonly team: string | null
  readonly enterprise: string | null
}

/** The workspace that somebody asks in; the organisation's own id where that has the app as a whole. */
export function workspaceOf({ team, enterprise }: Pick<Asker, 'team' | 'enterprise'>): string {
  return team ?? enterprise ?? ''
}

export function askerOfCommand(body: SlashCommand): Asker {
  const team = body.is_enterprise_install === 'true' ? null : body.team_id || null
  return { person: body.user_id, team, enterprise: body.enterprise_id || null }
}

/** Of a button, a form or a shortcut. `team` is the workspace that the app is installed on, whoever pressed. */
export function askerOfPress(body: BlockAction | ViewSubmitAction | MessageShortcut): Asker {
  const team = installedOn(body) ?? body.team?.id ?? null
  return {
    person: body.user.id,
    team: body.is_enterprise_install ? null : team,
    enterprise: body.enterprise?.id ?? body.team?.enterprise_id ?? null,
  }
}

/** A form that was opened in a shared channel may come back from another workspace, and says whose app opened it. */
function installedOn(body: BlockAction | ViewSubmitAction | MessageShortcut): string | undefined {
  return body.type === 'view_submission' ? body.view.app_installed_team_id : undefined
}
