import type { WebClient } from '@slack/web-api'
import type { DeskPorts } from '../../core/desk-ports.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Keeping } from '../../inbox/keeping.ts'
import type { Kept } from '../../inbox/kept.ts'
import type { Answering } from '../answering.ts'
import { createRenderAnswer } from '../blocks/render-answer.ts'
import type { Self } from '../people/organisation.ts'
import { createTellReplied } from '../tell-replied.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { createChanging } from './changing.ts'
import type { Conclusion, Thought } from './conclusion.ts'
import { type Heard, keyOf, messageKeyOf, writeHeard } from './heard.ts'
import { inTurns } from './in-turns.ts'
import { createPatience, type Wait } from './patience.ts'
import type { Posting } from './posting.ts'
import { readPresent } from './read-present.ts'
import { readThread } from './read-thread.ts'
import { askedOf, saidOf } from './said-of.ts'
import { type Worded, wordAnswer, wordReply } from './worded.ts'

/** Answers to what people write in a workspace, each in the thread of its question. */
export interface ThreadAnswers {
  /** Never rejects. */
  answer(kept: Kept, heard: Heard): Promise<void>
  /** Answers what another process has left. Never rejects. */
  resume(kept: Kept, heard: Heard): Promise<void>
}

export interface ThreadAnswersOptions {
  readonly desk: DeskPorts
  readonly answering: Pick<Answering, 'forMember'>
  readonly keeping: Pick<Keeping, 'take'>
  readonly posting: Posting
  readonly client: Pick<WebClient, 'conversations'>
  readonly findSelf: () => Promise<Self>
  readonly wait: Wait
  readonly wallClock: WallClock
  readonly log: Log
}

const silent: Conclusion = { outcome: 'silent', delivery: 'answered' }

/** Whoever hears of a change looks for an answer for nine seconds: what takes longer has to look for the change. */
const changeFoundMs = 8_000

export function createThreadAnswers(options: ThreadAnswersOptions): ThreadAnswers {
  const { desk, answering, keeping, posting, client, findSelf, wait, wallClock, log } = options
  const words = { desk, render: createRenderAnswer(desk, wallClock) }
  const takeTurn = inTurns()
  const tellReplied = createTellReplied(desk.observe)
  const changeAnswer = createChanging({ posting, think, answerAsNew, words, wait, wallClock })

  function think(heard: Heard): Promise<Thought> {
    const { correlationId, room, isDirect } = heard
    return answering.forMember(askedOf(heard), async (asked, readers) => {
      const isForRoom = !isDirect && (await posting.isOurs.lately(heard))
      const complain = (error: unknown) =>
        void log.warn({ correlationId, room, err: describeSlackError(error) }, 'thread not read')
      const said = {
        ...saidOf(heard, { asked, isForRoom }),
        ...(heard.thread === undefined
          ? {}
          : { readThread: () => readThread(client, heard, findSelf, complain) }),
      }
      return { reply: await desk.converse(said, readers), readers, isForRoom }
    })
  }

  function word(thought: Thought, heard: Heard): Worded | undefined {
    if (!('reply' in thought)) return wordAnswer(thought, heard)
    return thought.reply && wordReply(thought.reply, thought, heard, words)
  }

  function readAgain(heard: Heard): Promise<Heard> {
    const { correlationId, room } = heard
    return readPresent(client, heard, findSelf, (error) => {
      log.warn({ correlationId, room, err: describeSlackError(error) }, 'message not read again')
    })
  }

  async function answerMessage(kept: Kept, heard: Heard): Promise<Conclusion> {
    const thought = await think(heard)
    if (wallClock() - heard.receivedAt > changeFoundMs) {
      const present = await readAgain(heard)
      if (present.changedTs !== heard.changedTs) return answerMessage(kept, present)
    }
    // Who did not speak to the bot is not told why it says nothing.
    if (!('reply' in thought) && !heard.isAddressed) return { ...silent, outcome: thought.outcome }
    const worded = word(thought, heard)
    if (!worded) return silent
    const delivery = await posting.send(kept, heard, worded)
    return { outcome: worded.outcome, delivery }
  }

  /** Whoever left it may have answered, and died before the store heard of it. */
  async function resumeMessage(kept: Kept, heard: Heard): Promise<Conclusion> {
    const found = await posting.find(heard, createPatience(wait, wallClock))
    if (found.result === 'found') return { outcome: 'repeated', delivery: 'answered' }
    if (heard.isSending && found.result === 'unknown') return { outcome: 'repeated', delivery: 'uncertain' }
    return answerMessage(kept, await readAgain(heard))
  }

  async function answerAsNew(changed: Heard): Promise<boolean> {
    const heard: Heard = { ...changed, kind: 'message' }
    const received = { platform: 'slack', key: keyOf(heard), payload: writeHeard(heard) } as const
    const kept = await keeping.take(received, heard.correlationId)
    if (kept) await conclude(kept, heard, answerMessage(kept, heard))
    return kept !== undefined
  }

  async function conclude(kept: Kept, heard: Heard, work: Promise<Conclusion>): Promise<void> {
    const { correlationId, asker, kind, receivedAt } = heard
    const about = { correlationId, person: asker.person }
    const finished = await work.catch((error: unknown): Conclusion => {
      log.error({ ...about, err: describeSlackError(error) }, 'message could not be answered')
      return { outcome: 'failed', delivery: 'failed' }
    })
    await kept.end(finished.delivery)
    const { outcome, delivery } = finished
    if (!delivery) return
    tellReplied('message', { outcome, delivery }, wallClock() - receivedAt)
    const level = delivery === 'answered' ? 'info' : 'error'
    log[level]({ ...about, kind, ...finished, tookMs: wallClock() - receivedAt }, 'message answered')
  }

  function goOn(kept: Kept, heard: Heard, answerIt: typeof answerMessage): Promise<void> {
    const work = heard.kind === 'change' ? changeAnswer : answerIt
    const turn = takeTurn(messageKeyOf(heard), () => work(kept, heard))
    return conclude(kept, heard, turn)
  }

  return {
    answer: (kept, heard) => goOn(kept, heard, answerMessage),

    resume: (kept, heard) => goOn(kept, heard, resumeMessage),
  }
}
