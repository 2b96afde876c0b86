import { sql } from 'kysely'
import type { SlotState } from '../core/digest/digest.ts'
import type { Outcome } from '../core/inbox.ts'
import type { StoreFigures } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'
import type { StoreSession } from './schema.ts'

/**
 * Counts what all processes on the store share. `businessNow` is the clock that the copy is kept by; what was received
 * goes by the database's.
 */
export async function readFigures(session: StoreSession, businessNow: WallClock): Promise<StoreFigures> {
  const [copy, received, digests] = await Promise.all([
    sql<CopyRow>`
      select
        (select count(*) from customer where gone_at is null) as customers,
        (select count(*) from customer where gone_at is null and failure is not null) as failed,
        (select count(*) from reading) as waiting,
        (select min(least(subscriptions_at, options_at, tasks_at)) from customer where gone_at is null)
          as oldest_at,
        (select max(ended_at) from pass where is_complete) as last_pass_at`.execute(session),
    sql<ReceivedRow>`
      select platform, outcome, count(*) as count,
        extract(epoch from now() - min(taken_at))::float8 as oldest_seconds
      from inbox group by platform, outcome`.execute(session),
    sql<DigestsRow>`
      select platform, state, count(*) as count from digest_slot group by platform, state`.execute(session),
  ])
  const [row] = copy.rows
  if (!row) throw new Error('the store has counted nothing')
  const secondsSince = (at: Date | null) => at && Math.max(0, (businessNow() - at.getTime()) / 1000)
  return {
    copy: {
      customers: row.customers,
      failed: row.failed,
      waiting: row.waiting,
      oldestSeconds: secondsSince(row.oldest_at),
      lastPassSeconds: secondsSince(row.last_pass_at),
    },
    pending: received.rows.flatMap(({ platform, outcome, count, oldest_seconds }) =>
      outcome === null ? [{ platform, count, oldestSeconds: Math.max(0, oldest_seconds) }] : [],
    ),
    ended: received.rows.flatMap(({ platform, outcome, count }) =>
      outcome === null ? [] : [{ platform, outcome, count }],
    ),
    digests: digests.rows,
  }
}

interface CopyRow {
  readonly customers: number
  readonly failed: number
  readonly waiting: number
  readonly oldest_at: Date | null
  readonly last_pass_at: Date | null
}

interface ReceivedRow {
  readonly platform: string
  readonly outcome: Outcome | null
  readonly count: number
  readonly oldest_seconds: number
}

interface DigestsRow {
  readonly platform: string
  readonly state: SlotState
  readonly count: number
}
