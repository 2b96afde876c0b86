import { LRUCache } from 'lru-cache'
import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { MessageKey } from '../core/message-key.ts'
import { data, type Phrase } from '../core/phrase.ts'
import type { Log, Readers, WallClock } from '../core/ports.ts'
import type { Asker } from './asker.ts'
import type { HandedOn } from './blocks/buttons.ts'
import { createRenderAnswer } from './blocks/render-answer.ts'
import { toSlackText } from './blocks/slack-text.ts'
import { inLanguage } from './in-language.ts'
import type { Message } from './message.ts'
import type { People, Person } from './people/people.ts'
import { refuse } from './refuse.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface Asked extends HandedOn {
  readonly asker: Asker
  /** What colleagues know the asker by, once that has been looked up. */
  readonly personName?: string
  readonly room: string
  readonly command: string
  readonly page: number
  /** Past the cache. */
  readonly fresh: boolean
  readonly correlationId: string
}

export interface Answer {
  /** `refused`: the person may not have this, or it could not be learned whether they may. `shared`: for the room. */
  readonly outcome: Card['kind'] | 'shared' | 'refused' | 'failed'
  readonly message: Message
}

export interface AnsweringOptions {
  readonly desk: DeskPorts
  readonly people: People
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
}

/** More people than a support team has. */
const rememberedPeople = 10_000

type Refused = Exclude<Person['access'], 'allowed'>

const refusals = {
  notMember: 'access.notMember',
  notListed: 'access.notAllowed',
  unknown: 'access.unknown',
} as const satisfies Record<Refused, MessageKey>

/** For the log. */
const reasons: Readonly<Record<Refused, string>> = {
  notMember: 'refused: not a full member',
  notListed: 'refused: not among the people who may ask',
  unknown: 'refused: whether the person may ask could not be learned',
}

type Work<T> = (asked: Asked, readers: Readers) => Promise<T>

/** Asks the desk on somebody's behalf. */
export interface Answering {
  /** Checks the person, asks and renders. Never rejects: what fails becomes a sentence. */
  answer(asked: Asked): Promise<Answer>
  /** Runs work on behalf of who may ask, with their name; others, and failures, get a sentence. Never rejects. */
  forMember<T = Answer>(asked: Asked, work: Work<T>): Promise<T | Answer>
  /** Asks and renders, without the check. With `isShared` for a room to read. Rejects when anything fails. */
  ask(asked: Asked, reader: Reader, isShared?: boolean): Promise<Answer>
  /** A sentence by itself, in the language of the person as far as it is known by now. */
  sentence(key: MessageKey, asker: Asker, values?: Readonly<Record<string, Phrase>>): string
}

export function createAnswering(options: AnsweringOptions): Answering {
  const { desk, people, defaultReader, wallClock, log } = options
  const render = createRenderAnswer(desk, wallClock)
  // For what has to be said before the next look-up of the same person is through.
  const lastReaders = new LRUCache<string, Reader>({ max: rememberedPeople })
  const readerOf = ({ person }: Asker) => lastReaders.get(person) ?? defaultReader

  /** The same words for many at the same time, such as those whose answers take long. */
  const sentences = new Map<string, string>()
  function remembered(name: string, say: () => string): string {
    const sentence = sentences.get(name) ?? say()
    sentences.set(name, sentence)
    return sentence
  }

  async function forMember<T>(asked: Asked, work: Work<T>): Promise<T | Answer> {
    const { asker, correlationId } = asked
    try {
      const person = await people.find(asker.person, correlationId).catch((error: unknown) => {
        const err = describeSlackError(error)
        log.warn({ correlationId, person: asker.person, err }, 'membership could not be learned')
      })
      if (!person) return refuse(refusals.unknown, { desk, call: callOf(asked), reader: defaultReader })
      const readers = await desk.findReaders(callOf(asked), person.profile)
      lastReaders.set(asker.person, readers.person)
      const { profile, access } = person
      if (access !== 'allowed') {
        log.info({ correlationId, person: asker.person }, reasons[access])
        return refuse(refusals[access], { desk, call: callOf(asked), reader: readers.person })
      }
      const { name } = profile
      return await work(name ? { ...asked, personName: name } : asked, readers)
    } catch (error) {
      log.error({ correlationId, person: asker.person, err: describeSlackError(error) }, 'answer failed')
      return { outcome: 'failed', message: { text: failure(readerOf(asker), correlationId) } }
    }
  }

  function failure(reader: Reader, correlationId: string): string {
    const reference = { code: data('internal'), reference: data(correlationId) }
    return toSlackText(
      [desk.say('error.internal', reader), desk.say('note.reference', reader, reference)].join('\n'),
      3000,
    )
  }

  async function ask(asked: Asked, reader: Reader, isShared = false): Promise<Answer> {
    const { command, page, locale, opens } = asked
    const spokenTo = inLanguage(reader, locale)
    const card = await desk.answer(callOf(asked, isShared), spokenTo)
    const handedOn = { locale, opens }
    return {
      outcome: card.kind,
      message: render({ card, reader: spokenTo, command, page, isShared, handedOn }),
    }
  }

  return {
    forMember,
    ask,
    answer: (asked) => forMember(asked, (known, { person }) => ask(known, person)),
    sentence(key, asker, values) {
      const reader = readerOf(asker)
      const say = () => toSlackText(desk.say(key, reader, values), 3000)
      return values ? say() : remembered(`${key} ${reader.locale}`, say)
    },
  }
}

/** What the desk is asked; `isShared` for a room to read. */
export function callOf(
  { asker, personName, room, command, fresh, correlationId }: Asked,
  isShared = false,
): Call {
  return {
    platform: 'slack',
    workspace: asker.team ?? asker.enterprise ?? '',
    room,
    person: asker.person,
    ...(personName ? { personName } : {}),
    text: command,
    correlationId,
    ...(fresh ? { fresh } : {}),
    ...(isShared ? { isForRoom: true } : {}),
  }
}
