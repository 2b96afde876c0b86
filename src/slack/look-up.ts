import type { WebClient } from '@slack/web-api'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Log, Readers, WallClock } from '../core/ports.ts'
import type { Said } from '../core/question/said.ts'
import { type Answer, type Answering, type Asked, callOf } from './answering.ts'
import { createRenderAnswer } from './blocks/render-answer.ts'
import { toSlackText } from './blocks/slack-text.ts'
import { readThread } from './events/read-thread.ts'
import type { Question } from './late/question.ts'
import type { Self } from './people/organisation.ts'
import { readText } from './read-text.ts'
import { describeSlackError } from './web-api/describe-slack-error.ts'

export interface LookUpOptions {
  readonly answering: Pick<Answering, 'forMember'>
  readonly desk: DeskPorts
  readonly client: Pick<WebClient, 'conversations'>
  readonly findSelf: () => Promise<Self>
  readonly wallClock: WallClock
  readonly log: Log
}

/** Answers to one person what is written in a message, whoever wrote it. Never rejects. */
export type LookUp = (question: Question) => Promise<Answer>

/**
 * Whoever points at a message always hears something: the answer where it asks, the customer where it names one, else
 * what was understood. It is spoken in their own language, which need not be that of the message.
 */
export function createLookUp(options: LookUpOptions): LookUp {
  const { answering, desk, client, findSelf, wallClock, log } = options
  const render = createRenderAnswer(desk, wallClock)

  async function findBotUser({ correlationId }: Question): Promise<string | undefined> {
    try {
      return (await findSelf()).user
    } catch (error) {
      log.warn({ correlationId, err: describeSlackError(error) }, 'who the bot is could not be learned')
      return undefined
    }
  }

  /** Nothing stands in a thread before its first message. */
  async function readBefore({ room, thread, message, correlationId }: Question): Promise<readonly string[]> {
    if (message === undefined || thread === message) return []
    return readThread(client, { room, thread, ts: message }, findSelf, (error) => {
      log.warn({ correlationId, room, err: describeSlackError(error) }, 'thread could not be read')
    })
  }

  const saidIn = (question: Question, asked: Asked): Said => ({
    call: callOf(asked),
    isAddressed: true,
    isLookUp: true,
    thread: question.thread ?? question.message ?? null,
    readThread: () => readBefore(question),
  })

  async function answer(question: Question, asked: Asked, readers: Readers): Promise<Answer> {
    const reader = readers.person
    const reply = asked.command ? await desk.converse(saidIn(question, asked), readers) : undefined
    if (!reply) {
      const text = toSlackText(desk.say('slack.nothingToLookUp', reader), 3000)
      return { outcome: 'usage', message: { text } }
    }
    const { card, line } = reply
    const opens = question.thread === undefined ? question.message : undefined
    const message = render({ card, reader, command: line, page: 1, isShared: false, handedOn: { opens } })
    return { outcome: card.kind, message }
  }

  return async (question) => {
    const { text } = readText(question.command, await findBotUser(question))
    const asked = { ...question, command: text, fresh: false }
    return answering.forMember(asked, (known, readers) => answer(question, known, readers))
  }
}
