import { DeskError, toDeskError } from '../core/errors.ts'
import { type ApiCall, type ApiSurroundings, callOnce, type SharedSurroundings } from '../works/api-call.ts'
import { backoffMs } from '../works/backoff-ms.ts'
import { apiCodeOf } from '../works/describe-reply.ts'
import type { HttpReply } from '../works/http.ts'
import { HttpFailure } from '../works/http-failure.ts'
import { rateDelayMs } from '../works/rate-delay-ms.ts'
import { wait as realWait, type Wait } from '../works/wait.ts'
import type { Content } from './content.ts'
import type { Recipient } from './hear.ts'

/**
 * What became of a message. `unsent`: nothing was accepted; `left`: the same, and another process may send it;
 * `uncertain`: it may have arrived.
 */
export type Sending =
  | { readonly result: 'sent' }
  | { readonly result: 'refused'; readonly status: number; readonly code: string | undefined }
  | {
      readonly result: 'unsent' | 'left' | 'uncertain'
      readonly reason: string
      /** Milliseconds until LINE WORKS takes more, where a limit was used up. */
      readonly freeInMs?: number
    }

export interface SendOptions {
  readonly correlationId: string
  /** Milliseconds since the epoch; waits included. */
  readonly deadlineAt: number
  /** Absent: nobody else would send it. */
  readonly leave?: Leave | undefined
}

/** Leave to send, for one process of several. */
export interface Leave {
  /** Asked right before a request leaves. False: another process has it. Never rejects. */
  maySend(): Promise<boolean>
  /** Told where nothing of that request was accepted. Never rejects. */
  notSent(): Promise<void>
}

/** https://developers.worksmobile.com/en/docs/bot-send-content */
export interface BotApi {
  /**
   * Sends one message; until the deadline again where the one before cannot have been accepted and the next may be.
   * Never rejects.
   */
  send(to: Recipient, content: Content, options: SendOptions): Promise<Sending>
}

export interface BotApiOptions extends SharedSurroundings, Partial<Pick<ApiSurroundings, 'attemptMs'>> {
  readonly botId: string
  readonly wait?: Wait
  readonly random?: () => number
}

/** One attempt. LINE WORKS answers within a second or not at all. */
const defaultAttemptMs = 10_000
/** Some 20 s: LINE WORKS, or the way to it, may be out of order for minutes. */
const longestBackoff = 7

export function createBotApi(options: BotApiOptions): BotApi {
  const { botId, wait = realWait, random = Math.random, attemptMs = defaultAttemptMs, ...given } = options
  const around: ApiSurroundings = { ...given, attemptMs, api: 'bot', purpose: 'person' }
  const { wallClock, http } = around

  return {
    async send({ kind, id }, content, { correlationId, deadlineAt, leave }) {
      const path = ['', 'bots', botId, kind, id, 'messages'].map(encodeURIComponent).join('/')
      let isOurs = true
      const call: ApiCall = {
        operation: `bot.${kind}.messages`,
        path,
        body: JSON.stringify({ content }),
        correlationId,
        deadlineAt,
        beforeLeaving: async () => {
          isOurs = (await leave?.maySend()) ?? true
          if (!isOurs) throw new Error('another process has it')
        },
      }
      for (let retry = 0; !http.closing.aborted; retry += 1) {
        // Whatever is thrown was thrown before the request left.
        const outcome = await callOnce(around, { ...call, isRetry: retry > 0 }).catch((error: unknown) =>
          toDeskError(error),
        )
        if (!isOurs) return { result: 'left', reason: 'another process has it' }
        const sending = toSending(outcome)
        if (sending.result === 'sent' || sending.result === 'uncertain') return sending

        await leave?.notSent()
        if (sending.result === 'refused') return sending
        const delayMs = delayOf(outcome, Math.min(retry, longestBackoff), random)
        const isLate = delayMs === undefined || wallClock() + delayMs + attemptMs > deadlineAt
        if (isLate && !http.closing.aborted) {
          return delayMs !== undefined && isLimited(outcome) ? { ...sending, freeInMs: delayMs } : sending
        }
        if (!isLate) {
          await wait(delayMs, http.closing).catch(() => {
            // Closing, which ends the loop.
          })
        }
      }
      return { result: leave ? 'left' : 'unsent', reason: 'closing' }
    },
  }
}

/** Milliseconds until the next try of what was not accepted; undefined where that does not help. */
function delayOf(
  outcome: HttpReply | HttpFailure | DeskError,
  retry: number,
  random: () => number,
): number | undefined {
  if (outcome instanceof HttpFailure) return backoffMs(retry, random)
  if (!(outcome instanceof DeskError)) return rateDelayMs(outcome, retry, random)
  if (outcome.retryInSeconds !== undefined) return outcome.retryInSeconds * 1000
  return outcome.code === 'sign_in_down' ? backoffMs(retry, random) : undefined
}

/** Whether a limit is used up, ours or that of LINE WORKS. */
function isLimited(outcome: HttpReply | HttpFailure | DeskError): boolean {
  if (outcome instanceof DeskError) return outcome.retryInSeconds !== undefined
  return !(outcome instanceof HttpFailure) && outcome.status === 429
}

function toSending(outcome: HttpReply | HttpFailure | DeskError): Sending {
  if (outcome instanceof HttpFailure) {
    return { result: outcome.isUnsent ? 'unsent' : 'uncertain', reason: outcome.message }
  }
  if (outcome instanceof DeskError) return { result: 'unsent', reason: outcome.message }
  const { status } = outcome
  if (status >= 200 && status < 300) return { result: 'sent' }
  if (status === 429) return { result: 'unsent', reason: 'status 429' }
  // A server in trouble may have taken the message all the same.
  if (status >= 500) return { result: 'uncertain', reason: `status ${status}` }
  return { result: 'refused', status, code: apiCodeOf(outcome) }
}
