import type { Instant } from '../../core/calendar.ts'
import type { BusinessClock, Log, Partner, WallClock } from '../../core/ports.ts'
import type { Customers } from '../../storage/copy/customers.ts'
import type { Listing } from '../../storage/copy/listing.ts'
import type { Passes } from '../../storage/copy/passes.ts'
import type { Readings } from '../../storage/copy/readings.ts'

/** When the next digest is to say what the copy holds, by the same clock; null while there is none. */
export type NextDigestAt = () => Promise<Instant | null>

/** What the steps of collecting share in one process. */
export interface Collecting {
  readonly partner: Partner
  readonly customers: Customers
  readonly passes: Passes
  readonly listing: Listing
  readonly readings: Readings
  readonly wallClock: WallClock
  /** Says how near an end is. */
  readonly clock: BusinessClock
  readonly nextDigestAt: NextDigestAt | undefined
  readonly log: Log
  /** This process among those that share the work. */
  readonly worker: string
  /** Customers read at the same time, three requests each. */
  readonly concurrency: number
  /** The minute of the request limit: what has to wait for the API waits about as long. */
  readonly windowMs: number
  /** For so long nobody else takes over what this process has begun, unless it renews that. */
  readonly leaseMs: number
  /** Aborted when this process is to stop. */
  readonly stopping: AbortSignal
}

export function instantNow(wallClock: WallClock): Instant {
  return new Date(wallClock()).toISOString() as Instant
}
