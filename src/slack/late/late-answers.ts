import { randomUUID } from 'node:crypto'
import type { Received } from '../../core/inbox.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import type { Keeping } from '../../inbox/keeping.ts'
import type { Kept } from '../../inbox/kept.ts'
import type { Answer } from '../answering.ts'
import { correlated, newCorrelationId } from '../correlation-id.ts'
import type { TellReplied } from '../tell-replied.ts'
import { type Late, openLate } from './late.ts'
import { type Question, readQuestion, writeQuestion } from './question.ts'
import type { RecentShares } from './recent-shares.ts'
import type { OpenReplies } from './reply.ts'

/** Answers that follow by the response address, whatever becomes of the process that was asked. */
export interface LateAnswers {
  /** Keeps a question until it is answered; the store is waited for no longer than `limitMs`. Never rejects. */
  keep(question: Question, limitMs?: number): Promise<Late>
  /** Answers what another process has left. Never rejects. */
  resume(received: Received): Promise<void>
}

export interface LateAnswersOptions {
  readonly keeping: Keeping
  readonly openReplies: OpenReplies
  readonly recentShares: RecentShares
  /** Must not reject. */
  readonly ask: (question: Question) => Promise<Answer>
  readonly tellReplied: TellReplied
  readonly wallClock: WallClock
  readonly log: Log
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const addressLifeMs = 30 * 60_000

export function createLateAnswers(options: LateAnswersOptions): LateAnswers {
  const { keeping, openReplies, recentShares, ask, tellReplied, wallClock, log } = options

  function open(question: Question, kept: Kept | undefined): Late {
    const late = openLate({ kept, question, openReplies, log })
    return {
      hint: late.hint,
      async finish(answer) {
        const finished = await late.finish(answer)
        const isShared = finished?.outcome === 'shared' && finished.delivery === 'answered'
        if (finished && !isShared) recentShares.free(question)
        return finished
      },
    }
  }

  return {
    async keep(question, limitMs) {
      const received = { platform: 'slack', key: randomUUID(), payload: writeQuestion(question) } as const
      return open(question, await keeping.take(received, question.correlationId, limitMs))
    },

    async resume(received) {
      const { key } = received
      const question = readQuestion(received.payload)
      const correlationId = question?.correlationId ?? newCorrelationId()
      const kept = keeping.resume(received, correlationId)
      if (!kept) return
      const ageMs = question && wallClock() - question.askedAt
      if (!question || ageMs === undefined || ageMs > addressLifeMs) {
        const reason = question ? 'its response address has expired' : 'not for this version'
        log.error({ correlationId, key, ageMs, reason }, 'question that was left is not answered')
        return kept.end('failed')
      }
      const about = { correlationId, key, person: question.asker.person, kind: question.kind, ageMs }
      if (!recentShares.take(question)) {
        log.info(about, 'not shared: has just been shared')
        return kept.end('answered')
      }
      log.warn(about, 'question taken over')
      const finished = await correlated(correlationId, () => open(question, kept).finish(ask(question)))
      if (!finished) return
      tellReplied('resumed', finished, wallClock() - question.askedAt)
      log.info({ ...about, ...finished }, 'question answered')
    },
  }
}
