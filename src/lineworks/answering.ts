import type { Access } from '../core/access.ts'
import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import { type Locale, locales } from '../core/locale.ts'
import { pageWords } from '../core/page-words.ts'
import { data } from '../core/phrase.ts'
import type { Log, Readers } from '../core/ports.ts'
import type { Reply } from '../core/question/said.ts'
import type { Content } from './content.ts'
import type { Asked } from './hear.ts'
import { renderContent } from './render.ts'

/** An answer in words. */
export interface Answer {
  readonly outcome: Card['kind'] | 'failed'
  /** For the asker alone, although a room has heard the question. */
  readonly isPrivate: boolean
  readonly flex: Content | undefined
  /** The same without flex, in parts. */
  readonly text: readonly Content[]
}

export interface AnsweringOptions {
  readonly desk: DeskPorts
  readonly log: Log
}

export interface Question {
  readonly asked: Asked
  readonly readers: Readers
  readonly personName: string | undefined
  /** What the list of those who may ask says of the person. */
  readonly access: Access
  /** LINE WORKS tells us who asks. */
  readonly isKnown: boolean
  readonly correlationId: string
}

interface CallParts {
  readonly asked: Omit<Asked, 'kind'>
  readonly personName?: string | undefined
  readonly correlationId: string
}

/**
 * Asks the desk on somebody's behalf; undefined where nothing was asked. Never rejects: what fails becomes a sentence.
 */
export type Answering = (question: Question) => Promise<Answer | undefined>

export function createAnswering({ desk, log }: AnsweringOptions): Answering {
  async function ask(question: Question): Promise<Answer | undefined> {
    const { asked, readers, access, isKnown } = question
    if (access !== 'allowed') {
      return refuse(question, access === 'notListed' ? 'access.notAllowed' : 'access.unknown')
    }
    const { text: words, isTyped, page, to } = asked
    if (isOnlyForMembers(words) && !isKnown) return refuse(question, 'access.unknown')
    const reply = await (isTyped ? converse(question) : press(question))
    if (!reply) return undefined
    const { card, line, locale } = reply
    if (isOnlyForMembers(line) && !isKnown) return refuse(question, 'access.unknown')

    const isForAll = to.kind === 'channels'
    // Only an answer holds what the room may not read; what was wrong with the question it may.
    const isPrivate = isForAll && card.kind === 'answer' && !desk.isShareable(line)
    const own = isForAll && !isPrivate ? readers.room : readers.person
    const spokenTo = inLanguage(own, locale)
    const { flex, text } = renderContent(desk.speak(card, spokenTo), {
      page,
      command: line,
      words: pageWords(desk.say, spokenTo),
      ...(spokenTo.locale === own.locale ? {} : { locale: spokenTo.locale }),
      ...(isForAll && !isPrivate ? { spokenInAll: speakInAll(card, spokenTo) } : {}),
    })
    return { outcome: card.kind, isPrivate, flex, text }
  }

  function isOnlyForMembers(line: string): boolean {
    return desk.isCommand(line) && !desk.isShareable(line)
  }

  /** What was heard addresses the bot, and LINE WORKS has no threads. */
  function converse(question: Question): Promise<Reply | undefined> {
    const { asked, readers } = question
    const isForRoom = asked.to.kind === 'channels'
    const call = { ...callOf(question), ...(isForRoom ? { isForRoom } : {}) }
    return desk.converse({ call, isAddressed: true, thread: null }, readers)
  }

  async function press(question: Question): Promise<Reply> {
    const { asked, readers } = question
    const { text: line, to, locale } = asked
    const isForAll = to.kind === 'channels'
    const isForRoom = isForAll && desk.isShareable(line)
    const reader = inLanguage(isForAll ? readers.room : readers.person, locale)
    const card = await desk.answer({ ...callOf(question), ...(isForRoom ? { isForRoom } : {}) }, reader)
    return { card, line, locale }
  }

  /** One sentence, also before a room: who may not ask, or of whom that is not known where it has to be. */
  function refuse(question: Question, reason: 'access.notAllowed' | 'access.unknown'): Answer {
    const { asked, readers, correlationId } = question
    log.info({ correlationId, person: asked.person, reason }, 'refused: who asks may not have this')
    desk.noteRefusal(callOf(question))
    const text = desk.say(reason, readers.person)
    return { outcome: 'error', isPrivate: false, flex: undefined, text: [{ type: 'text', text }] }
  }

  /** What a notification shows, for each device in its own language. */
  function speakInAll(card: Card, { zone }: Reader) {
    const { kind, title, lead } = card
    const head: Card = {
      kind,
      title,
      ...(lead ? { lead } : {}),
      facts: [],
      sections: [],
      actions: [],
      notes: [],
    }
    return new Map(
      locales.map((locale): [Locale, ReturnType<typeof desk.speak>] => [
        locale,
        desk.speak(head, { locale, zone }),
      ]),
    )
  }

  return async (question) => {
    const { asked, readers, correlationId } = question
    try {
      return await ask(question)
    } catch (error) {
      log.error({ correlationId, person: asked.person, err: error }, 'answer failed')
      const reader = asked.to.kind === 'channels' ? readers.room : readers.person
      const reference = { code: data('internal'), reference: data(correlationId) }
      const text = [desk.say('error.internal', reader), desk.say('note.reference', reader, reference)].join(
        '\n',
      )
      return { outcome: 'failed', isPrivate: false, flex: undefined, text: [{ type: 'text', text }] }
    }
  }
}

/** What the desk is asked. A direct room goes by the person: its messages name no channel. */
export function callOf({ asked, personName, correlationId }: CallParts): Call {
  const { domain, to, person, text, fresh } = asked
  return {
    platform: 'lineworks',
    workspace: domain,
    room: to.id,
    person,
    ...(personName === undefined ? {} : { personName }),
    text,
    correlationId,
    ...(fresh ? { fresh } : {}),
  }
}

function inLanguage(reader: Reader, locale: Locale | undefined): Reader {
  return locale ? { ...reader, locale } : reader
}
