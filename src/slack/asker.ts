import type { BlockAction, MessageShortcut, SlashCommand, ViewSubmitAction } from '@slack/bolt'

/** Who asks, and the organisation that the request came through. */
export interface Asker {
  readonly person: string
  /** Null where the app is installed on a whole Enterprise organisation. */
  readonly team: string | null
  readonly enterprise: string | null
}

export function askerOfCommand(body: SlashCommand): Asker {
  return { person: body.user_id, team: body.team_id || null, enterprise: body.enterprise_id || null }
}

/** Of a button, a form or a shortcut. `team` is the workspace that the app is installed on, whoever pressed. */
export function askerOfPress(body: BlockAction | ViewSubmitAction | MessageShortcut): Asker {
  return {
    person: body.user.id,
    team: body.team?.id ?? null,
    enterprise: body.enterprise?.id ?? body.team?.enterprise_id ?? null,
  }
}
