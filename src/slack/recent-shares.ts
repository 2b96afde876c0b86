import { LRUCache } from 'lru-cache'
import type { WallClock } from '../core/ports.ts'

/** What was shared a short while ago, so that a button pressed three times posts once. */
export interface RecentShares {
  /** False when the same share was taken before and not freed. */
  take(share: string): boolean
  /** For a share that came to nothing. */
  free(share: string): void
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
    take(share) {
      if (shares.has(share)) return false
      shares.set(share, true)
      return true
    },
    free: (share) => void shares.delete(share),
  }
}
