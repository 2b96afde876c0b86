import type { Call, Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { MessageKey } from '../core/message-key.ts'
import { renderBlocks } from './blocks/blocks.ts'
import type { Message } from './message.ts'

/** What is told to somebody who gets no answer because of who they are. */
export interface Refusal {
  readonly outcome: 'refused'
  readonly message: Message
}

export interface RefuseOptions {
  readonly desk: Pick<DeskPorts, 'say' | 'noteRefusal'>
  /** What they asked. */
  readonly call: Call
  readonly reader: Reader
}

/** Puts a refusal on record, and gives the card that says why. */
export function refuse(key: MessageKey, { desk, call, reader }: RefuseOptions): Refusal {
  desk.noteRefusal(call)
  const { text, blocks } = renderBlocks({
    kind: 'error',
    locale: reader.locale,
    title: desk.say('access.title', reader),
    lead: desk.say(key, reader),
    facts: [],
    sections: [],
    actions: [],
    notes: [],
  })
  return { outcome: 'refused', message: { text, blocks } }
}
