import { within } from '../async/within.ts'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Outcome } from '../core/inbox.ts'
import type { Log, Readers, WallClock } from '../core/ports.ts'
import type { FindWorksAccess } from './access.ts'
import { type Answer, callOf, createAnswering } from './answering.ts'
import type { BotApi, Leave, Sending } from './bot-api.ts'
import { createDeliver } from './deliver.ts'
import { greetingContent } from './greeting.ts'
import type { Asked, Foreign, Heard } from './hear.ts'
import type { People } from './people.ts'
import { sentence, sentenceForAll } from './sentences.ts'

export interface ConversationOptions {
  readonly desk: DeskPorts
  readonly botName: string
  readonly api: BotApi
  readonly people: People
  readonly findAccess: FindWorksAccess
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
  /** After this long without an answer the asker is told that it takes longer. */
  readonly waitMs: number
}

export interface Turn {
  readonly heard: Heard
  readonly correlationId: string
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  /** The same; nobody waits for an answer any longer. */
  readonly deadlineAt: number
  /** For the first words of the answer. */
  readonly leave: Leave
  /** Asked before the line that it takes longer. */
  readonly mayHint: () => Promise<boolean>
}

/** Says what an event calls for, which may be nothing. Undefined where another process is to say it. */
export type Conversation = (turn: Turn) => Promise<Outcome | undefined>

/** The line that bridges the time; the answer waits behind it, so that it never comes first. */
const hintLimitMs = 3_000

/**
 * Thanks and greetings are told apart within this, once it is known who says them; whoever gets no answer must not be
 * told that it takes longer.
 */
const silenceMs = 500

/** `silent`: nothing was asked. */
type Outgoing = Sending | { readonly result: 'silent' }

export function createConversation(options: ConversationOptions): Conversation {
  const { desk, botName, api, people, findAccess, defaultReader, wallClock, log, waitMs } = options
  const answer = createAnswering({ desk, log })
  const deliver = createDeliver({ api, log })

  function greet({ heard: { to }, ...options }: Turn): Promise<Sending> {
    const content = greetingContent({
      name: botName,
      isGroup: to.kind === 'channels',
      say: (key, locale, values) => desk.say(key, { ...defaultReader, locale }, values),
    })
    return api.send(to, content, options)
  }

  async function refuse(foreign: Foreign, options: Turn): Promise<Sending> {
    const { correlationId } = options
    const { to, domain } = foreign
    log.info({ correlationId, domain }, 'refused: another domain')
    const sending = await api.send(to, sentenceForAll(desk, 'access.otherDomain', defaultReader), options)
    if (sending.result !== 'left') desk.noteRefusal(callOf({ asked: foreign, correlationId }))
    return sending
  }

  async function reply(asked: Asked, { mayHint, receivedAt, ...options }: Turn): Promise<Outgoing> {
    const { correlationId, deadlineAt } = options
    const begunAt = wallClock()
    const { person, to } = asked
    let readers: Readers = { person: defaultReader, room: defaultReader }
    const readerHere = () => (to.kind === 'channels' ? readers.room : readers.person)

    async function learnWho() {
      const [{ profile, isKnown }, access] = await Promise.all([
        people.find(person, correlationId),
        findAccess(person, correlationId),
      ])
      readers = await desk.findReaders(callOf({ asked, correlationId }), profile)
      return { readers, access, isKnown, personName: profile.name }
    }
    const learning = learnWho()
    const preparing = learning.then(async (who): Promise<{ readonly answer: Answer | undefined }> => {
      return { answer: await answer({ asked, ...who, correlationId }) }
    })
    async function isSlow(): Promise<boolean> {
      const settling = learning.then(() => within(Math.min(waitMs, silenceMs), preparing))
      await Promise.all([within(waitMs, preparing), settling])
      return !(await within(0, preparing))
    }
    if ((await isSlow()) && (await mayHint())) {
      const hint = sentence(desk, 'lineworks.working', readerHere())
      await api.send(to, hint, { correlationId, deadlineAt: wallClock() + hintLimitMs })
    }
    const { answer: prepared } = await preparing
    const took = () => ({ correlationId, person, tookMs: wallClock() - begunAt })
    if (!prepared) {
      log.info({ ...took(), outcome: 'silent' }, 'nothing was asked')
      return { result: 'silent' }
    }

    const direct = { kind: 'users', id: person } as const
    const sending = await deliver(prepared.isPrivate ? direct : to, prepared, options)
    if (sending.result === 'left') return sending
    const { outcome } = prepared
    log.info({ ...took(), outcome, delivery: sending.result }, 'command answered')
    desk.observe?.({
      kind: 'replied',
      platform: 'lineworks',
      way: asked.isTyped ? 'message' : 'button',
      outcome: sending.result === 'sent' ? outcome : sending.result,
      ms: wallClock() - receivedAt,
    })
    if (!prepared.isPrivate || sending.result === 'uncertain') return sending
    const isSent = sending.result === 'sent'
    if (!isSent) log.error({ correlationId, person, ...sending }, 'the asker could not be reached directly')
    const key = isSent ? 'lineworks.sentDirectly' : 'lineworks.notSentDirectly'
    const told = await api.send(
      to,
      sentence(desk, key, readers.room),
      isSent ? { correlationId, deadlineAt } : options,
    )
    return isSent ? sending : told
  }

  function say(turn: Turn): Promise<Outgoing> {
    const { heard } = turn
    if (heard.kind === 'asked') return reply(heard, turn)
    return heard.kind === 'greeted' ? greet(turn) : refuse(heard, turn)
  }

  return async (turn) => {
    const sending = await say(turn)
    if (sending.result === 'left') return undefined
    if (sending.result === 'sent' || sending.result === 'silent') return 'answered'
    const isUnclear = sending.result === 'uncertain'
    log.error(
      { correlationId: turn.correlationId, ...sending },
      isUnclear ? 'not known whether a message has arrived; not repeated' : 'message not delivered',
    )
    return isUnclear ? 'uncertain' : 'failed'
  }
}
