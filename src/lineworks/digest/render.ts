import type { Reader } from '../../core/call.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import type { SpokenDigest } from '../../core/digest/sender.ts'
import { pageWords } from '../../core/page-words.ts'
import { quickReply, toAction } from '../buttons.ts'
import type { Content } from '../content.ts'
import { renderSequence } from '../render.ts'
import { toWorksText } from '../works-text.ts'
import { type Payload, writePayload } from './payload.ts'

/** LINE WORKS has no threads: more would bury what people talk about. */
const mostMessages = 5

const contentTextLimit = 1000

/**
 * A digest as messages of a room, the parent's first. Where there are too many, the last one leads to the list of
 * everything instead.
 */
export function renderDigest(
  { parent, details, command }: SpokenDigest,
  reader: Reader,
  say: DeskPorts['say'],
): readonly string[] {
  const words = pageWords(say, reader)
  const rendered = [
    ...renderSequence(parent, words, mostMessages + 1),
    // What can be done about all of it stands under the parent.
    ...(details ? renderSequence({ ...details, actions: [] }, words, mostMessages + 1) : []),
  ]
  const shown: readonly Payload[] =
    rendered.length <= mostMessages
      ? rendered
      : [...rendered.slice(0, mostMessages - 1), leadToRest(command, reader, say)]
  return shown.map(writePayload)
}

function leadToRest(command: string, reader: Reader, say: DeskPorts['say']): Payload {
  const action = toAction({ kind: 'open', page: 1, command }, say('menu.expiring', reader))
  const text = toWorksText(say('digestCommand.rest', reader), contentTextLimit)
  const plain: Content = { type: 'text', text, ...quickReply(action ? [action] : []) }
  return { flex: action && { type: 'button_template', contentText: text, actions: [action] }, text: [plain] }
}
