import { LRUCache } from 'lru-cache'
import type { WallClock } from '../../core/ports.ts'
import type { Question } from './question.ts'

/** What was shared a short while ago, so that a button pressed three times posts once. */
export interface RecentShares {
  /** False when the same share was taken before and not freed. What shares nothing is always taken. */
  take(question: Question): boolean
  /** For a share that came to nothing. */
  free(question: Question): void
}

/** Longer than anybody presses again out of impatience; later the same answer may be wanted anew. */
const keptMs = 60_000
/** More than a workspace shares in that time. */
const keptShares = 1000

export function createRecentShares(wallClock: WallClock): RecentShares {
  const shares = new LRUCache<string, true>({
    max: keptShares,
    ttl: keptMs,
    ttlResolution: 0,
    perf: { now: wallClock },
  })
  return {
    take(question) {
      if (question.kind !== 'share') return true
      const key = keyOf(question)
      if (shares.has(key)) return false
      shares.set(key, true)
      return true
    },
    free: (question) => void shares.delete(keyOf(question)),
  }
}

function keyOf({ room, message, asker: { person }, command, page }: Question): string {
  return JSON.stringify([room, message, person, command, page])
}
