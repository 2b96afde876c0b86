import type { Outcome } from '../../core/inbox.ts'
import type { Log } from '../../core/ports.ts'
import type { Kept } from '../../inbox/kept.ts'
import type { Answer } from '../answering.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { type Question, writeQuestion } from './question.ts'
import { isForRoom, type OpenReplies, type Reply } from './reply.ts'

/** A question whose answer is under way. */
export interface Late {
  /** Says that it takes longer, by the response address. Never rejects. */
  hint(text: string): Promise<void>
  /** Sends the answer. Undefined where another process sends it. Never rejects. */
  finish(answer: Promise<Answer>): Promise<Finished | undefined>
}

export interface Finished {
  readonly outcome: Answer['outcome']
  readonly delivery: Outcome
}

export interface LateOptions {
  /** Undefined: nobody else goes on with it. */
  readonly kept: Kept | undefined
  readonly question: Question
  readonly openReplies: OpenReplies
  readonly log: Log
}

export function openLate({ kept, question, openReplies, log }: LateOptions): Late {
  const { correlationId, responseUrl, takesPlace, thread, opens } = question
  // What takes a message's place is where that was.
  const place = takesPlace ? {} : placeIn(thread)
  let current = question
  const update = (news: Partial<Question>) => {
    current = { ...current, ...news }
    void kept?.note(writeQuestion(current))
  }
  const onFailure = (uses: number) => update({ uses })
  const replies = openReplies(responseUrl, correlationId, { uses: question.uses, onFailure })

  /** What a room reads is sent once or not at all; what one person reads may come again from another process. */
  async function send(reply: Reply): Promise<Outcome | undefined> {
    // Counted ahead: whoever goes on would not know that this process died after it.
    const again = writeQuestion({ ...current, uses: replies.uses() + 1 })
    const isOurs = (await kept?.maySend(isForRoom(reply) ? undefined : again)) ?? true
    return isOurs ? replies.send(reply) : undefined
  }

  async function deliver(answer: Promise<Answer>): Promise<Finished | undefined> {
    const { outcome, message } = await answer
    const isShared = outcome === 'shared'
    const delivery = await send({
      response_type: isShared ? 'in_channel' : 'ephemeral',
      // A bare sentence about what went wrong may take the hint's place, but not an answer's.
      replace_original: takesPlace && (current.isHintThere || isAnswer(outcome)),
      // What is for one person alone would not be shown in a thread that nobody has begun.
      ...(isShared ? placeIn(thread ?? opens) : place),
      ...message,
    })
    return delivery && { outcome, delivery }
  }

  return {
    async hint(text) {
      const isHintThere = await replies.hint({
        response_type: 'ephemeral',
        replace_original: takesPlace,
        ...place,
        text,
      })
      if (isHintThere) update({ isHintThere, uses: replies.uses() })
    },
    async finish(answer) {
      const finished = await deliver(answer).catch((error: unknown): Finished => {
        log.error({ correlationId, err: describeSlackError(error) }, 'answer could not be sent')
        return { outcome: 'failed', delivery: 'failed' }
      })
      await kept?.end(finished?.delivery)
      return finished
    },
  }
}

function placeIn(thread: string | undefined) {
  return thread === undefined ? {} : { thread_ts: thread }
}

function isAnswer(outcome: Answer['outcome']): boolean {
  return outcome !== 'refused' && outcome !== 'failed'
}
