import type { DeskPorts } from '../../core/desk-ports.ts'
import type { Readers } from '../../core/ports.ts'
import type { Reply } from '../../core/question/said.ts'
import type { Answer } from '../answering.ts'
import type { createRenderAnswer } from '../blocks/render-answer.ts'
import { inLanguage } from '../in-language.ts'
import type { Message } from '../message.ts'
import type { Heard } from './heard.ts'

/** An answer in words. */
export interface Worded {
  readonly outcome: Answer['outcome']
  /** For everybody in the thread; undefined: nobody but the asker may read it. */
  readonly forThread: Message | undefined
  readonly forAsker: () => Message
}

/** What it takes to put a card into words. */
export interface Wording {
  readonly desk: Pick<DeskPorts, 'isShareable'>
  readonly render: ReturnType<typeof createRenderAnswer>
}

/** For whom an answer was thought out. */
export interface Audience {
  readonly readers: Readers
  /** Not for the asker alone. */
  readonly isForRoom: boolean
}

/** Words an answer in the language of the question, or else in that of its readers. */
export function wordReply(
  { card, line, locale }: Reply,
  { readers, isForRoom }: Audience,
  { isDirect, thread, ts }: Pick<Heard, 'isDirect' | 'thread' | 'ts'>,
  { desk, render }: Wording,
): Worded {
  // What the asker shares later belongs into the thread of the question, which nobody may have begun.
  const opens = isDirect ? undefined : (thread ?? ts)
  const wordFor = (audience: keyof Readers): Message => {
    const reader = inLanguage(readers[audience], locale)
    // In a conversation with the bot alone there is nobody to share it with.
    const isShared = audience === 'room' || isDirect
    return render({
      card,
      reader,
      command: line,
      page: 1,
      isShared,
      handedOn: isShared ? { locale } : { locale, opens },
    })
  }
  const forAsker = () => wordFor('person')
  if (isDirect) return { outcome: card.kind, forThread: forAsker(), forAsker }
  const isForAll = isForRoom && (card.kind !== 'answer' || desk.isShareable(line))
  return { outcome: card.kind, forThread: isForAll ? wordFor('room') : undefined, forAsker }
}

/** A sentence about what went wrong, for the asker alone. */
export function wordAnswer({ outcome, message }: Answer, { isDirect }: Pick<Heard, 'isDirect'>): Worded {
  return { outcome, forThread: isDirect ? message : undefined, forAsker: () => message }
}
