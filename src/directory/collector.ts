import { randomUUID } from 'node:crypto'
import type { BusinessClock, Log, Partner, WallClock } from '../core/ports.ts'
import { createCustomers } from '../storage/copy/customers.ts'
import { createListing } from '../storage/copy/listing.ts'
import { createPasses, type PassProgress } from '../storage/copy/passes.ts'
import { createReadings } from '../storage/copy/readings.ts'
import { vacuumCustomers } from '../storage/copy/vacuum-customers.ts'
import type { Store } from '../storage/store.ts'
import { type Collecting, instantNow, type NextDigestAt } from './collect/collecting.ts'
import { createNap } from './collect/nap.ts'
import { work } from './collect/work.ts'

/** Keeps the desk's copy of all customers fresh. */
export interface Collector {
  /** Works in the background from now on, and begins passes when they are due. */
  start(): Promise<void>
  /**
   * Makes a pass now, or joins the one that runs, and resolves when it has ended, whoever ended it. Rejects when
   * the store fails, or the collector is stopped.
   */
  passNow(onProgress?: (progress: PassPace) => void): Promise<PassProgress>
  /** Ends at once what is being read, and gives it back for others. */
  stop(): Promise<void>
}

/** How far a pass has come, and how fast it goes. */
interface PassPace extends PassProgress {
  /** Customers a minute since this process has been watching. */
  readonly perMinute: number
  /** Null while that cannot be told. */
  readonly msLeft: number | null
}

export interface CollectorSettings {
  readonly store: Pick<Store, 'db' | 'kind'>
  /**
   * With the purpose `collecting`. A read waits for its share of a minute that others may use up first, so its
   * `readMs` should be two minutes or more.
   */
  readonly partner: Partner
  readonly wallClock: WallClock
  readonly clock: BusinessClock
  /** Absent: passes are made for their own sake alone. */
  readonly nextDigestAt?: NextDigestAt
  readonly log: Log
  /** The minute of the request limit; shorter in measurements. */
  readonly windowMs?: number
  readonly concurrency?: number
}

/** LINE WORKS counts by the minute. */
const minuteMs = 60_000
/** With three requests each below the 32 connections of the client, and enough for two customers a second. */
const usualConcurrency = 8
/** In minutes of the limit: a sixtieth while a pass runs, a sixth while none does. */
const pollShare = 60
const idleShare = 6

export function createCollector(settings: CollectorSettings): Collector {
  const { store, partner, wallClock, clock, nextDigestAt, log } = settings
  const { windowMs = minuteMs, concurrency = usualConcurrency } = settings
  const stopping = new AbortController()
  const nap = createNap()
  const collecting: Collecting = {
    partner,
    customers: createCustomers(store.db),
    passes: createPasses(store.db),
    listing: createListing(store.db),
    readings: createReadings(store.db),
    wallClock,
    clock,
    nextDigestAt,
    log,
    worker: randomUUID(),
    concurrency,
    windowMs,
    leaseMs: windowMs,
    stopping: stopping.signal,
  }
  const { passes, listing, readings, worker } = collecting
  const pollMs = windowMs / pollShare
  let isScheduling = false
  let working: Promise<void> | undefined

  async function begin(): Promise<void> {
    if (store.kind === 'embedded') await takeOverAll()
    await work(collecting, {
      isScheduling: () => isScheduling,
      pollMs,
      idleMs: windowMs / idleShare,
      nap: nap.sleep,
      onPassEnd: async () => {
        if (store.kind === 'embedded') await vacuumCustomers(store.db)
      },
    })
  }

  /** Nobody else can have the embedded store, so whoever left something begun in it is dead. */
  async function takeOverAll(): Promise<void> {
    await Promise.all([readings.releaseAll(), listing.releaseAll()]).catch(complain)
  }

  /** What is not given back is free for others when its lease has run out, so this must not keep anything up. */
  function complain(error: unknown): void {
    log.warn({ err: error }, 'collecting: the store did not give back what had been begun')
  }

  function beWorking(): void {
    working ??= begin()
    nap.wake()
  }

  return {
    async start() {
      isScheduling = true
      beWorking()
    },

    async passNow(onProgress) {
      const { id } = await passes.begin(instantNow(wallClock))
      beWorking()
      const watchedFrom = performance.now()
      let first: PassProgress | undefined
      for (;;) {
        if (stopping.signal.aborted)
          throw new Error('collecting was stopped; the next pass goes on from here')
        const progress = await passes.progress(id)
        first ??= progress
        onProgress?.(paceOf(progress, progress.settled - first.settled, performance.now() - watchedFrom))
        if (progress.endedAt) return progress
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    },

    async stop() {
      stopping.abort(new Error('collecting is being stopped'))
      nap.wake()
      if (!working) return
      await working
      await Promise.all([readings.release(worker), listing.release(worker)]).catch(complain)
    },
  }
}

function paceOf(progress: PassProgress, settled: number, ms: number): PassPace {
  const perMs = ms > 0 ? settled / ms : 0
  const canTell = progress.isListed && (perMs > 0 || progress.waiting === 0)
  return {
    ...progress,
    perMinute: perMs * minuteMs,
    msLeft: canTell ? progress.waiting / (perMs || 1) : null,
  }
}
