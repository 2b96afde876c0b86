import { backoffMs } from '../works/backoff-ms.ts'
import type { HttpReply } from '../works/http.ts'
import { HttpFailure } from '../works/http-failure.ts'
import { readRateState } from '../works/rate-state.ts'

/** 502 and 504 come from gateways and pass as quickly as the documented 500 and 503. */
const passing = [429, 500, 502, 503, 504]
const passingFailures = ['connection', 'cut', 'timeout']

/** Milliseconds over which those who wait for the same reset spread out; its header counts whole seconds. */
const resetSpreadMs = 500

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
  const { resetInSeconds } = readRateState(outcome)
  if (outcome.status !== 429 || resetInSeconds === undefined) return backoffMs(retry, random)
  return resetInSeconds * 1000 + resetSpreadMs * random()
}
