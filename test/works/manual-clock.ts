import type { Wait } from '../../src/works/wait.ts'

/** A clock that moves only when told, with timers on it. */
export interface ManualClock {
  readonly now: () => number
  readonly wait: Wait
  /** Moves on, waking every timer at its moment and letting it finish what it does next. */
  advance(ms: number): Promise<void>
  /** How many are waiting. */
  waiting(): number
}

export function createManualClock(startMs = Date.UTC(2026, 0, 5)): ManualClock {
  let now = startMs
  const timers = new Set<{ at: number; wake: () => void }>()

  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = { at: now + ms, wake: resolve }
        timers.add(timer)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
    async advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = next.at
        next.wake()
        await settled()
      }
      now = end
      await settled()
    },
    waiting: () => timers.size,
  }
}

/** Lets everything run that needs no timer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
