import type { WallClock } from '../../core/ports.ts'

/** Waits so long, unless that would be beyond what is left of its time in all. True when it waited. */
export type Patience = (ms: number) => Promise<boolean>

/** Resolves after so many milliseconds. */
export type Wait = (ms: number) => Promise<void>

/** Whoever asked looks elsewhere by then. */
const usualLimitMs = 60_000

/** Begins now; counts what is waited, and what passes between. */
export function createPatience(wait: Wait, wallClock: WallClock, limitMs = usualLimitMs): Patience {
  const begunAt = wallClock()
  let waitedMs = 0
  return async (ms) => {
    if (Math.max(waitedMs, wallClock() - begunAt) + ms > limitMs) return false
    waitedMs += ms
    await wait(ms)
    return true
  }
}
