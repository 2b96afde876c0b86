import { LRUCache } from 'lru-cache'
import type { WallClock } from '../core/ports.ts'

/** Answers of the last minute, and the reads that are running. */
interface ReadCache {
  /**
   * The kept answer, else that of a running read, else a new one. `fresh` passes a kept answer over, but joins a
   * running read: its answer is newer than the wish for it. Failures are not kept.
   */
  read<T>(key: string, fresh: boolean, load: () => Promise<T>): Promise<T>
  /** Drops every kept answer; running reads go on. */
  clear(): void
}

/** Contracts change by the day, and whoever needs the last minute can ask past the cache. */
const keptMs = 60_000
/** Entries. A read is a few KB, so this stays under some 20 MB. */
const mostEntries = 2_000

/**
 * A cache in memory. It holds administrators' personal data, so an answer is removed when its minute is over,
 * not only when it is next asked for, and it is written nowhere.
 */
export function createReadCache(wallClock: WallClock): ReadCache {
  const cache = new LRUCache<string, { value: unknown }, () => Promise<unknown>>({
    max: mostEntries,
    ttl: keptMs,
    ttlAutopurge: true,
    ttlResolution: 0,
    perf: { now: wallClock },
    // A read that is pushed out while it runs still answers those who wait for it.
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _old, { context: load }) => ({ value: await load() }),
  })

  return {
    async read<T>(key: string, fresh: boolean, load: () => Promise<T>) {
      const kept = await cache.forceFetch(key, { forceRefresh: fresh, context: load })
      return kept.value as T
    },
    clear: () => cache.clear(),
  }
}
