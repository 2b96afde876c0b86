import type { Message } from '../messages.ts'
import { type Telling, tellOfEdit, tellOfMessage } from './events/tell-of-message.ts'
import type { Person, Room } from './team.ts'
import type { Workspace } from './workspace.ts'

export interface TypedMessage {
  readonly person: Person
  readonly room: Room
  /** As it is typed, before Slack makes mentions and links of it. */
  readonly text: string
  /** The `ts` of the message that this one answers. */
  readonly thread?: string | undefined
}

export interface Written {
  /** Its `ts`. */
  readonly id: string
  readonly outcome: Telling
}

/** Says something for a person, and tells the desk of it as Slack would. */
export async function writeMessage(
  { person, room, text, thread }: TypedMessage,
  workspace: Workspace,
): Promise<Written> {
  const said = {
    room: room.id,
    author: person.id,
    payload: { text: workspace.toMarkup(text) },
    ...(thread === undefined ? {} : { thread }),
  }
  const message = { id: workspace.say(said), ...said }
  return { id: message.id, outcome: await tellOfMessage(message, { person, room }, workspace) }
}

export interface Edit {
  readonly person: Person
  readonly room: Room
  readonly previous: Message
  /** As it is typed. */
  readonly text: string
}

/** Puts another text into a person's own message; the same text changes nothing, and the desk does not hear of it. */
export async function editMessage(
  { person, room, previous, text }: Edit,
  workspace: Workspace,
): Promise<Telling> {
  const markup = workspace.toMarkup(text)
  if (markup === previous.payload.text) return 'not_sent'
  const edited = { user: person.id, ts: workspace.nextTs() }
  const message = { ...previous, payload: { ...previous.payload, text: markup, edited } }
  workspace.context.messages.replace(previous.id, message.payload)
  return tellOfEdit({ message, previous }, { person, room }, workspace)
}
