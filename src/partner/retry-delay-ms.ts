import { backoffMs } from '../works/backoff-ms.ts'
import type { HttpReply } from '../works/http.ts'
import { HttpFailure } from '../works/http-failure.ts'
import { rateDelayMs } from '../works/rate-delay-ms.ts'

/** 502 and 504 come from gateways and pass as quickly as the documented 500 and 503. */
const passing = [429, 500, 502, 503, 504]
const passingFailures = ['connection', 'cut', 'timeout']

/** Milliseconds to wait before a read is repeated, or undefined where that would not help. */
export function retryDelayMs(
  outcome: HttpReply | HttpFailure,
  retry: number,
  random: () => number,
): number | undefined {
  if (outcome instanceof HttpFailure) {
    return passingFailures.includes(outcome.reason) ? backoffMs(retry, random) : undefined
  }
  if (!passing.includes(outcome.status)) return undefined
  return outcome.status === 429 ? rateDelayMs(outcome, retry, random) : backoffMs(retry, random)
}
