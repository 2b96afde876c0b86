import { within } from '../../async/within.ts'
import type { Way } from '../../core/metrics.ts'
import type { WallClock } from '../../core/ports.ts'
import type { Answer } from '../answering.ts'
import type { LateDesk } from '../late-desk.ts'
import type { Question } from './question.ts'

export interface AnswerLaterOptions {
  readonly desk: Pick<LateDesk, 'workspaces' | 'ask' | 'lateAnswers' | 'tellReplied'>
  readonly wallClock: WallClock
  /** After this long without an answer the asker is told that it takes longer. */
  readonly waitMs: number
}

/** What somebody asked by a way whose acknowledgement shows nothing. */
export interface SilentlyAsked {
  readonly question: Question
  readonly way: Way
  /** Milliseconds since the epoch. */
  readonly begunAt: number
  /** Tells Slack that it has arrived. Must not reject. */
  readonly acknowledge: () => Promise<void>
}

/** Gives what is to be logged of the answer; undefined where another process sends it. */
export type AnswerLater = (
  asked: SilentlyAsked,
) => Promise<{ readonly outcome: Answer['outcome']; readonly tookMs: number } | undefined>

/** Keeps a question before it is acknowledged, for nothing else would tell of it, and answers by its response address. */
export function createAnswerLater({ desk, wallClock, waitMs }: AnswerLaterOptions): AnswerLater {
  const { workspaces, ask, lateAnswers, tellReplied } = desk

  return async ({ question, way, begunAt, acknowledge }) => {
    const answer = ask(question)
    const late = await lateAnswers.keep(question)
    await acknowledge()
    if (!(await within(waitMs, answer))) {
      await late.hint(workspaces.sentence('slack.working', question.asker))
    }
    const finished = await late.finish(answer)
    if (!finished) return undefined
    const tookMs = wallClock() - begunAt
    tellReplied(way, finished, tookMs)
    return { outcome: finished.outcome, tookMs }
  }
}
