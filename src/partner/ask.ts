import type { DeskError } from '../core/errors.ts'
import { type ApiCall, type ApiSurroundings, callOnce } from '../works/api-call.ts'
import { apiCodeOf, describeReply } from '../works/describe-reply.ts'
import type { HttpReply } from '../works/http.ts'
import { HttpFailure } from '../works/http-failure.ts'
import type { Wait } from '../works/wait.ts'
import { failureOf, refusalOf } from './refusal.ts'
import { retryDelayMs } from './retry-delay-ms.ts'

/** The three ways in which the API can answer; what 403 and 404 mean depends on the question. */
export type Answer = Found | { readonly kind: 'forbidden'; readonly what: string }

/** `what` is for the operator. */
export type Found =
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'absent'; readonly what: string }

export interface Retrying {
  readonly wait: Wait
  readonly random: () => number
}

/** With their waits still inside the deadline when each attempt fails at once. */
const retries = 3

/** Under 403 these speak of the request, not of the right to make it. */
const aboutTheRequest = ['LIMIT_EXCEEDED', 'OUT_OF_RANGE']

/**
 * One read with its retries. Throws a `DeskError` when they do not help or would pass the deadline.
 * A loop of our own, because axios-retry knows neither `rateLimit-reset` nor a deadline over attempts and waits,
 * and each attempt needs its own slot of the budget and perhaps another token.
 */
export async function ask(around: ApiSurroundings & Retrying, call: ApiCall): Promise<Answer> {
  for (let retry = 0; ; retry += 1) {
    const outcome = await callOnce(around, { ...call, isRetry: retry > 0 })
    const answer = outcome instanceof HttpFailure ? undefined : toAnswer(call.operation, outcome)
    if (answer) return answer

    const failure = toError(call.operation, outcome)
    const delayMs = retryDelayMs(outcome, retry, around.random)
    const isLate = delayMs !== undefined && around.wallClock() + delayMs >= call.deadlineAt
    if (delayMs === undefined || retry === retries || isLate) throw failure
    await around.wait(delayMs, around.http.closing).catch(() => {
      // Shutting down: what went wrong before says more than that the wait was cut short.
      throw failure
    })
  }
}

function toAnswer(operation: string, reply: HttpReply): Answer | undefined {
  if (reply.status >= 200 && reply.status < 300) return { kind: 'body', text: reply.text }
  const what = describeReply(operation, reply)
  // LINE WORKS' Korean list of error codes also names 410 DELETED.
  if (reply.status === 404 || reply.status === 410) return { kind: 'absent', what }
  const isRight = !aboutTheRequest.includes(apiCodeOf(reply) ?? '')
  return reply.status === 403 && isRight ? { kind: 'forbidden', what } : undefined
}

function toError(operation: string, outcome: HttpReply | HttpFailure): DeskError {
  return outcome instanceof HttpFailure ? failureOf(operation, outcome) : refusalOf(operation, outcome)
}
