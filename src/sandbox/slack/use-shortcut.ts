import type { Message } from '../messages.ts'
import { describeMessage } from './describe-message.ts'
import { interactionFields } from './interaction-fields.ts'
import { teamOf } from './people.ts'
import { type Delivery, sendToDesk } from './send-to-desk.ts'
import type { Person, Room } from './team.ts'
import type { Workspace } from './workspace.ts'

export interface ShortcutUse {
  readonly person: Person
  readonly room: Room
  readonly message: Message
  readonly callbackId: string
}

/** Sends a shortcut out of a message's menu to the desk as Slack would, also from where the bot is not a member. */
export async function useShortcut(use: ShortcutUse, workspace: Workspace): Promise<Delivery['outcome']> {
  const payload = JSON.stringify(describeUse(use, workspace))
  return (await sendToDesk({ payload }, workspace.context)).outcome
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
function describeUse({ person, room, message, callbackId }: ShortcutUse, workspace: Workspace): object {
  const { team, nextTs } = workspace
  const { id, handle } = person
  return {
    type: 'message_action',
    callback_id: callbackId,
    // The message is somebody's words, so `replace_original` has nothing to replace.
    ...interactionFields({ room: room.id, person: id }, workspace),
    message_ts: message.id,
    action_ts: nextTs(),
    team: { id: team.id, domain: team.domain },
    user: { id, username: handle, name: handle, team_id: teamOf(person, team.id) },
    channel: { id: room.id, name: room.name },
    message: describeMessage(message, team),
    enterprise: null,
    is_enterprise_install: false,
  }
}
