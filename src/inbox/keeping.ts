import { LRUCache } from 'lru-cache'
import { within } from '../async/within.ts'
import { DeskError } from '../core/errors.ts'
import type { Inbox, Outcome, Received } from '../core/inbox.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createStoreHealth, type StoreHealth } from '../core/store-health.ts'
import { type Kept, openKept } from './kept.ts'

/** Keeps what was received until it is answered. */
export interface Keeping {
  /**
   * Undefined where it was received before, by what the store says or this process itself remembers. Without an answer
   * of the store within `limitMs` it is kept in memory. Never rejects.
   */
  take(received: Received, correlationId: string, limitMs?: number): Promise<Kept | undefined>
  /**
   * The same for what is sent again where it is refused: without an answer of the store rejects with `store_down`, for
   * as long as `isRefusing`. What the store takes in after that is left to whoever comes first.
   */
  takeOrRefuse(received: Received, correlationId: string, limitMs?: number): Promise<Kept | undefined>
  /** The store has failed, and not for so long that what cannot be kept is no longer refused. */
  isRefusing(): boolean
  /** Goes on with what was taken over. Undefined where this process is still at it. */
  resume(received: Received, correlationId: string): Kept | undefined
  /** Leaves to other processes what is stored and not being sent by now. Never rejects. */
  letGo(): Promise<void>
}

interface KeepingOptions {
  readonly inbox: Inbox
  /** Of the store behind the inbox; without it, as far as this notices. */
  readonly storeHealth?: StoreHealth | undefined
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

/**
 * Slack sends again at once, after a minute and after five more, and switches off whoever refuses nearly everything for
 * an hour. https://docs.slack.dev/apis/events-api/#error-handling
 */
const refuseForMs = 5 * 60_000

/** Keeps in the inbox, and in memory where the store fails; of that only whoever calls `takeOrRefuse` hears. */
export function createKeeping(options: KeepingOptions): Keeping {
  const { inbox, leaseMs, storeMs = usualStoreMs, wallClock, log } = options
  const { storeHealth = createStoreHealth(wallClock) } = options
  const claims = new Map<string, Promise<Kept | undefined>>()
  const inHand = new Map<string, Kept>()
  const ended = remember()
  /** What was refused: the store may have it all the same. */
  const refused = remember()

  function remember() {
    const perf = { now: wallClock }
    return new LRUCache<string, true>({ max: mostRemembered, ttl: rememberedMs, ttlResolution: 0, perf })
  }

  function isRefusing(): boolean {
    const downForMs = storeHealth.downForMs()
    return downForMs > 0 && downForMs <= refuseForMs
  }

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
      inbox,
      leaseMs,
      storeMs,
      log,
      received,
      correlationId,
      isStored,
      storing,
      onEnd,
    })
    inHand.set(key, kept)
    return kept
  }

  /** As ours and nobody's: who sends it again is told that it is there, and whoever looks first answers it. */
  async function leaveStored({ platform, key }: Received): Promise<void> {
    if (inHand.has(key)) return
    try {
      await inbox.letGo({ platform, key })
      refused.delete(key)
    } catch (err) {
      log.warn({ platform, key, err }, 'a lease runs on that was to be let go')
    }
  }

  async function claim(
    received: Received,
    correlationId: string,
    limitMs: number,
    isRefusable: boolean,
  ): Promise<Kept | undefined> {
    const { platform, key } = received
    const about = { correlationId, platform, key }
    const taking = inbox.take(received, leaseMs).then(
      (is) => {
        storeHealth.answered()
        return is
      },
      (err: unknown) => {
        storeHealth.failed()
        log.warn({ ...about, err }, 'what was received could not be stored')
        return undefined
      },
    )
    const timely = await within(
      Math.min(limitMs, storeMs),
      taking.then((is) => ({ is })),
    )
    const isTaken = timely?.is
    if (!timely) storeHealth.failed()
    if (isTaken === false) {
      // The store has had it from us, though it could not say so at the time.
      if (refused.has(key)) void leaveStored(received)
      return undefined
    }
    if (!isTaken && isRefusable && isRefusing()) {
      refused.set(key, true)
      void taking.then((is) => (is ? leaveStored(received) : undefined))
      throw new DeskError('store_down', 'what was received could not be stored, and was refused')
    }
    if (!isTaken) log.warn(about, 'answered from memory alone')
    return keep(received, correlationId, isTaken, taking)
  }

  async function take(
    received: Received,
    correlationId: string,
    limitMs: number,
    isRefusable: boolean,
  ): Promise<Kept | undefined> {
    const { key } = received
    // Whoever is told that it was received may forget it, so that this waits for the first one's claim.
    for (let before = claims.get(key); before; before = claims.get(key)) {
      if (await isThere(before, isRefusable)) return undefined
    }
    if (inHand.has(key) || ended.has(key)) return undefined
    const claiming = claim(received, correlationId, limitMs, isRefusable)
    claims.set(key, claiming)
    try {
      return await claiming
    } finally {
      claims.delete(key)
    }
  }

  return {
    take: (received, correlationId, limitMs = storeMs) => take(received, correlationId, limitMs, false),
    takeOrRefuse: (received, correlationId, limitMs = storeMs) =>
      take(received, correlationId, limitMs, true),
    isRefusing,
    resume(received, correlationId) {
      if (inHand.has(received.key)) return undefined
      return keep(received, correlationId, true, Promise.resolve(true))
    },
    async letGo() {
      await Promise.all([...inHand.values()].map((kept) => kept.letGo()))
    },
  }
}

/** Of what was refused nobody else may say that it is there; who may refuse as well does so. */
async function isThere(before: Promise<unknown>, isRefusable: boolean): Promise<boolean> {
  try {
    await before
    return true
  } catch (error) {
    if (isRefusable) throw error
    return false
  }
}
