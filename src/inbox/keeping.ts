import { LRUCache } from 'lru-cache'
import { within } from '../async/within.ts'
import type { Inbox, Outcome, Received } from '../core/inbox.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { type Kept, openKept } from './kept.ts'

/** Keeps what was received until it is answered. */
export interface Keeping {
  /**
   * Undefined where it was received before, by what the store says or this process itself remembers. Without an answer
   * of the store within `limitMs` it is kept in memory. Never rejects.
   */
  take(received: Received, correlationId: string, limitMs?: number): Promise<Kept | undefined>
  /** Goes on with what was taken over. Undefined where this process is still at it. */
  resume(received: Received, correlationId: string): Kept | undefined
  /** Leaves to other processes what is stored and not being sent by now. Never rejects. */
  letGo(): Promise<void>
}

export interface KeepingOptions {
  readonly inbox: Inbox
  readonly leaseMs: number
  /** Within this the store has to answer, or the answer goes on without it; 2 s by default. */
  readonly storeMs?: number | undefined
  readonly wallClock: WallClock
  readonly log: Log
}

/** A store that is in order needs milliseconds, and people wait behind it. */
const usualStoreMs = 2_000

/**
 * What the store has no note of comes again where a platform repeats itself: Slack does so for six minutes. What is
 * older than this is dropped for its age, or nobody waits for its answer any more.
 */
const rememberedMs = 30 * 60_000
/** A megabyte; more than a desk answers in that time. */
const mostRemembered = 10_000

export function createKeeping(options: KeepingOptions): Keeping {
  const { inbox, leaseMs, storeMs = usualStoreMs, wallClock, log } = options
  const claims = new Map<string, Promise<Kept | undefined>>()
  const inHand = new Map<string, Kept>()
  const ended = new LRUCache<string, true>({
    max: mostRemembered,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: wallClock },
  })

  function keep(
    received: Received,
    correlationId: string,
    isStored: boolean | undefined,
    storing: Promise<boolean | undefined>,
  ): Kept {
    const { key } = received
    const onEnd = (outcome: Outcome | undefined) => {
      inHand.delete(key)
      if (outcome) ended.set(key, true)
    }
    const kept = openKept({
      ...{ inbox, leaseMs, storeMs, log },
      ...{ received, correlationId, isStored, storing, onEnd },
    })
    inHand.set(key, kept)
    return kept
  }

  async function claim(
    received: Received,
    correlationId: string,
    limitMs: number,
  ): Promise<Kept | undefined> {
    const { platform, key } = received
    const about = { correlationId, platform, key }
    const taking = inbox.take(received, leaseMs).catch((err: unknown) => {
      log.warn({ ...about, err }, 'what was received could not be stored')
      return undefined
    })
    const timely = taking.then((is) => ({ is }))
    const isTaken = (await within(Math.min(limitMs, storeMs), timely))?.is
    if (isTaken === false) return undefined
    if (!isTaken) log.warn(about, 'answered from memory alone')
    return keep(received, correlationId, isTaken, taking)
  }

  return {
    async take(received, correlationId, limitMs = storeMs) {
      const { key } = received
      // Whoever is told that it was received may forget it, so that this waits for the first one's claim.
      const before = claims.get(key)
      if (before) await before
      if (before || inHand.has(key) || ended.has(key)) return undefined
      const claiming = claim(received, correlationId, limitMs)
      claims.set(key, claiming)
      try {
        return await claiming
      } finally {
        claims.delete(key)
      }
    },
    resume(received, correlationId) {
      if (inHand.has(received.key)) return undefined
      return keep(received, correlationId, true, Promise.resolve(true))
    },
    async letGo() {
      await Promise.all([...inHand.values()].map((kept) => kept.letGo()))
    },
  }
}
