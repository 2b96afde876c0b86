/**
 * Slack takes one message a second in each channel and puts up with short bursts, whose length is not documented.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const betweenMs = 1000
const burst = 5

export interface PaceSettings {
  readonly wall: () => number
  /** How many times faster than real time the seconds pass, for measurements. */
  readonly timeScale: number
}

export interface Pace {
  /** Counts a message into a room; seconds to wait where it comes too early and is not counted. */
  take(room: string): number | undefined
  clear(): void
}

export function createPace({ wall, timeScale }: PaceSettings): Pace {
  /** When each room will have made up for what was posted so far. */
  const evenAt = new Map<string, number>()
  return {
    take(room) {
      const now = wall() * timeScale
      const even = Math.max(evenAt.get(room) ?? 0, now)
      const earlyMs = even - now - (burst - 1) * betweenMs
      if (earlyMs > 0) return Math.ceil(earlyMs / timeScale / 1000)
      evenAt.set(room, even + betweenMs)
      return undefined
    },
    clear: () => evenAt.clear(),
  }
}
