import { DeskError } from '../core/errors.ts'
import { describeReply } from '../works/describe-reply.ts'
import type { HttpReply } from '../works/http.ts'
import type { HttpFailure } from '../works/http-failure.ts'
import { readRateState } from '../works/rate-state.ts'

/** Our error for a reply that is neither an answer nor about the right to it. */
export function refusalOf(operation: string, reply: HttpReply): DeskError {
  const what = describeReply(operation, reply)
  if (reply.status === 429) {
    const { resetInSeconds } = readRateState(reply)
    return new DeskError('rate_limited', what, {
      ...(resetInSeconds !== undefined && { retryInSeconds: Math.max(1, resetInSeconds) }),
    })
  }
  if (reply.status >= 500) return new DeskError('partner_down', what)
  if (reply.status >= 400) return new DeskError('partner_refused', what)
  return new DeskError('partner_unreadable', what)
}

/** Our error for a request that got no whole reply. */
export function failureOf(operation: string, failure: HttpFailure): DeskError {
  const codes = {
    timeout: 'partner_slow',
    connection: 'partner_down',
    closed: 'partner_down',
    cut: 'partner_unreadable',
    tooLarge: 'partner_unreadable',
  } as const
  return new DeskError(codes[failure.reason], `${operation}: ${failure.message}`, { cause: failure })
}
