import { interactionFields } from './interaction-fields.ts'
import { slackbot } from './people.ts'
import { receiveResponse } from './receive-response.ts'
import type { Origin } from './response-urls.ts'
import { type Delivery, sendToDesk } from './send-to-desk.ts'
import type { Person, Room } from './team.ts'
import type { Workspace } from './workspace.ts'

type Outcome = Delivery['outcome'] | 'invalid_command_response' | 'unknown_command'

export interface TypedCommand {
  readonly person: Person
  readonly room: Room
  /** The whole line, such as `/customer 10000001`. */
  readonly text: string
}

/**
 * Sends a slash command to the desk as Slack would for this person, and records what its acknowledgement says, or
 * the line that Slackbot shows where that failed or where nobody has registered or installed such a command.
 */
export async function runCommand(
  { person, room, text }: TypedCommand,
  workspace: Workspace,
): Promise<Outcome> {
  const [, command = '', rest = ''] = /^(\/\S*)\s*(.*)$/s.exec(text) ?? []
  const tellAsSlackbot = (line: string) =>
    workspace.say({ room: room.id, author: slackbot.id, onlyFor: person.id, payload: { text: line } })
  if (!isRegistered(command, workspace)) {
    tellAsSlackbot(`${command} is not a valid command.`)
    return 'unknown_command'
  }
  const origin: Origin = { room: room.id, person: person.id }
  const delivery = await sendToDesk(
    {
      ...interactionFields(origin, workspace),
      team_id: workspace.team.id,
      team_domain: workspace.team.domain,
      channel_id: room.id,
      channel_name: room.name,
      user_id: person.id,
      user_name: person.handle,
      command,
      text: rest.trim(),
      is_enterprise_install: 'false',
    },
    workspace.context,
  )
  const outcome = delivery.outcome === 'acknowledged' ? record(delivery, origin, workspace) : delivery.outcome
  if (outcome !== 'acknowledged') tellAsSlackbot(`${command} failed with the error "${outcome}"`)
  return outcome
}

function isRegistered(command: string, { context: { slashCommands }, installation }: Workspace): boolean {
  const name = command.slice(1)
  return name !== '' && installation.isInstalled && (slashCommands?.includes(name) ?? true)
}

function record(
  answer: { body: string; contentType: string },
  origin: Origin,
  workspace: Workspace,
): Outcome {
  const response = readResponse(answer)
  if (!response) return 'invalid_command_response'
  // An acknowledgement may say nothing.
  if (!response.text && !response.blocks) return 'acknowledged'
  return receiveResponse(response, origin, workspace) ? 'invalid_command_response' : 'acknowledged'
}

/** JSON where the type says so, otherwise the body is the text. Undefined for JSON that is no object. */
function readResponse({ body, contentType }: { body: string; contentType: string }) {
  if (!body.trim()) return {}
  if (!contentType.startsWith('application/json')) return { text: body }
  try {
    const response: unknown = JSON.parse(body)
    const isObject = typeof response === 'object' && response !== null && !Array.isArray(response)
    return isObject ? (response as Record<string, unknown>) : undefined
  } catch {
    // Told to the person as an answer that Slack cannot read.
    return undefined
  }
}
