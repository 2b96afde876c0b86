import type { DomainId } from '../../core/customer.ts'
import type { RunningPass } from '../../storage/copy/passes.ts'
import { type Collecting, instantNow } from './collecting.ts'
import { listCustomers } from './list-customers.ts'
import { readCustomer } from './read-customer.ts'
import { scheduleReadings } from './schedule.ts'

interface WorkSettings {
  /** Whether this process begins passes by itself. */
  readonly isScheduling: () => boolean
  /** How often to look for work while a pass runs, and while none does. */
  readonly pollMs: number
  readonly idleMs: number
  /** Resolves after so many milliseconds, or when there is work or an end. */
  readonly nap: (ms: number) => Promise<void>
  /** Called by the one process that ends a pass. */
  readonly onPassEnd: () => Promise<void>
}

/**
 * Lists and reads customers until it is told to stop: whatever waits in the store, put down by this process or
 * another. A failing store is waited for.
 */
export async function work(collecting: Collecting, settings: WorkSettings): Promise<void> {
  const { passes, listing, readings, concurrency, worker, leaseMs, windowMs, stopping, wallClock, log } =
    collecting
  const { isScheduling, pollMs, idleMs, nap, onPassEnd } = settings
  const inFlight = new Map<DomainId, Promise<void>>()
  let listingNow: Promise<void> | undefined
  let running: RunningPass | undefined
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let failuresInARow = 0

  const complain = (error: unknown) => {
    if (!stopping.aborted) log.error({ err: error }, 'collecting: the store failed')
  }

  async function look(): Promise<void> {
    lookedAtMs = performance.now()
    if (running?.isListed && (await passes.settle(running.id, instantNow(wallClock)))) await onPassEnd()
    running = await passes.running()
    if (!running && isScheduling()) {
      await scheduleReadings(collecting)
      running = await passes.running()
    }
    if (running && !running.isListed) {
      listingNow ??= listCustomers(collecting, running.id)
        .catch(complain)
        .finally(() => {
          listingNow = undefined
        })
    }
  }

  async function read(claimed: Parameters<typeof readCustomer>[1]): Promise<void> {
    const outcome = await readCustomer(collecting, claimed)
    failuresInARow = outcome === 'failed' ? failuresInARow + 1 : 0
  }

  async function step(): Promise<void> {
    if (performance.now() - lookedAtMs >= (running ? pollMs : idleMs)) await look()
    // As many failures as there are readers say more of the API than of these customers.
    if (failuresInARow >= concurrency) {
      await nap(windowMs)
      failuresInARow = 0
    }
    const free = concurrency - inFlight.size
    const claimed = free > 0 ? await readings.claim(worker, free, leaseMs) : []
    for (const one of claimed) {
      const reading = read(one)
        .catch(complain)
        .finally(() => inFlight.delete(one.domainId))
      inFlight.set(one.domainId, reading)
    }
    if (inFlight.size >= concurrency) {
      await Promise.race(inFlight.values())
    } else if (claimed.length === 0) {
      if (inFlight.size === 0) await look()
      await Promise.race([...inFlight.values(), nap(running ? pollMs : idleMs)])
    }
  }

  const renewing = setInterval(() => {
    if (inFlight.size > 0) readings.renew(worker, [...inFlight.keys()], leaseMs).catch(complain)
    if (listingNow) listing.renew(worker, leaseMs).catch(complain)
  }, leaseMs / 3)
  try {
    while (!stopping.aborted) {
      await step().catch(async (error: unknown) => {
        complain(error)
        await nap(idleMs)
      })
    }
    await Promise.all([...inFlight.values(), listingNow])
  } finally {
    clearInterval(renewing)
  }
}
