import { backoffMs } from './backoff-ms.ts'
import type { HttpReply } from './http.ts'
import { readRateState } from './rate-state.ts'

/** Milliseconds over which those who wait for the same reset spread out; its header counts whole seconds. */
const resetSpreadMs = 500

/** Milliseconds to wait after a 429: as it tells, or as after a failure where it does not. */
export function rateDelayMs(reply: HttpReply, retry: number, random: () => number): number {
  const { resetInSeconds } = readRateState(reply)
  if (resetInSeconds === undefined) return backoffMs(retry, random)
  return resetInSeconds * 1000 + resetSpreadMs * random()
}
