import type { Message } from '../messages.ts'
import { describeMessage } from './describe-message.ts'
import type { Telling } from './events/tell-of-message.ts'
import { interactionFields } from './interaction-fields.ts'
import { findRoom } from './rooms.ts'
import { sendToDesk } from './send-to-desk.ts'
import type { Person } from './team.ts'
import type { Workspace } from './workspace.ts'

export interface Press {
  readonly person: Person
  readonly message: Message
  readonly button: Button
}

interface Button {
  readonly block_id: string
  readonly action_id: string
  readonly value?: string
  readonly text: object
  readonly style?: string
}

/** A button of a message, in an actions block or beside a section; the first of that action id without a block. */
export function findButton(
  { payload }: Message,
  actionId: string,
  blockId: string | undefined,
): Button | undefined {
  const blocks = (payload.blocks ?? []) as readonly Record<string, unknown>[]
  for (const { block_id, elements, accessory } of blocks) {
    if (blockId !== undefined && block_id !== blockId) continue
    const candidates = [...(Array.isArray(elements) ? elements : []), ...(accessory ? [accessory] : [])]
    const found = candidates.find(({ type, action_id }) => type === 'button' && action_id === actionId)
    if (found) return { ...found, block_id }
  }
  return undefined
}

/** Sends a press to the desk as Slack would. What the acknowledgement says is not shown, as in Slack. */
export async function pressButton(press: Press, workspace: Workspace): Promise<Telling> {
  // What an app left behind has buttons that Slack itself refuses.
  if (!workspace.installation.isInstalled) return 'not_sent'
  const payload = JSON.stringify(describePress(press, workspace))
  return (await sendToDesk({ payload }, workspace.context)).outcome
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function describePress({ person, message, button }: Press, workspace: Workspace): object {
  const { team, nextTs } = workspace
  const { block_id, action_id, value, text, style } = button
  const { id: ts, room, thread, ephemeral } = message
  const inThread = thread === undefined ? {} : { thread_ts: thread }
  return {
    type: 'block_actions',
    user: { id: person.id, username: person.handle, name: person.handle, team_id: team.id },
    ...interactionFields({ room, person: person.id, message: ts }, workspace),
    container: { type: 'message', message_ts: ts, channel_id: room, is_ephemeral: ephemeral, ...inThread },
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: room, name: findRoom(team, room)?.name },
    // An ephemeral message is nowhere kept, so Slack cannot send it along.
    ...(ephemeral ? {} : { message: describeMessage(message, team) }),
    state: { values: {} },
    actions: [
      {
        action_id,
        block_id,
        text,
        ...(value === undefined ? {} : { value }),
        ...(style === undefined ? {} : { style }),
        type: 'button',
        action_ts: nextTs(),
      },
    ],
  }
}
