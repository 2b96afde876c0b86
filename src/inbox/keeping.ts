import { within } from '../async/within.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import type { Log } from '../core/ports.ts'
import { type Kept, openKept } from './kept.ts'

/** Keeps what was received until it is answered. */
export interface Keeping {
  /**
   * Undefined where it was received before. Without an answer of the store within `limitMs` it is kept in memory.
   * Never rejects.
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
  readonly log: Log
}

/** A store that is in order needs milliseconds, and people wait behind it. */
const usualStoreMs = 2_000

export function createKeeping({ inbox, leaseMs, storeMs = usualStoreMs, log }: KeepingOptions): Keeping {
  const inHand = new Map<string, Kept>()

  function keep(
    received: Received,
    correlationId: string,
    isStored: boolean | undefined,
    storing: Promise<boolean | undefined>,
  ): Kept {
    const { key } = received
    const onEnd = () => void inHand.delete(key)
    const kept = openKept({
      ...{ inbox, leaseMs, storeMs, log },
      ...{ received, correlationId, isStored, storing, onEnd },
    })
    inHand.set(key, kept)
    return kept
  }

  return {
    async take(received, correlationId, limitMs = storeMs) {
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
