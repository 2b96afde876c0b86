import { type Selectable, sql } from 'kysely'
import type { AuditRow } from '../core/audit.ts'
import type { Instant } from '../core/calendar.ts'
import { inMs } from './database-clock.ts'
import type { AuditBatchRow, StoreSession } from './schema.ts'

/** Which rows are wanted. */
export interface AuditWish {
  readonly since: Instant
  /** Of one person alone. */
  readonly person?: string | undefined
}

/** The record of who asked what, as it is in the store. Times in it are of one form, so that they sort as text. */
export interface AuditRows {
  /** Keeps them together. */
  add(rows: readonly AuditRow[]): Promise<void>
  /** By time, the newest last. */
  find(wish: AuditWish): AsyncIterable<AuditRow>
  /** Deletes what is so old. */
  prune(msAgo: number): Promise<void>
}

/** Batches at a time; most hold a few rows. */
const usualPage = 100

export function createAuditRows(session: StoreSession, { page = usualPage } = {}): AuditRows {
  /** By the time of their oldest row. */
  async function* batches(from: string): AsyncGenerator<Selectable<AuditBatchRow>> {
    let last: Selectable<AuditBatchRow> | undefined
    do {
      let query = session.selectFrom('audit').selectAll().where('last_at', '>=', new Date(from))
      if (last) {
        query = query.where(
          sql<boolean>`(first_at, id) > (${last.first_at.toISOString()}::timestamptz, ${last.id}::bigint)`,
        )
      }
      const found = await query.orderBy('first_at').orderBy('id').limit(page).execute()
      yield* found
      last = found.length < page ? undefined : found.at(-1)
    } while (last)
  }

  return {
    async add(rows) {
      const times = rows.map(({ at }) => at).toSorted()
      const [first, last] = [times[0], times.at(-1)]
      if (!first || !last) return
      const entries = JSON.stringify(rows)
      await session
        .insertInto('audit')
        .values({ first_at: new Date(first), last_at: new Date(last), entries })
        .execute()
    },

    async *find({ since, person }) {
      const from = new Date(since).toISOString()
      let held: AuditRow[] = []
      for await (const { first_at, entries } of batches(from)) {
        const rows = (entries as AuditRow[]).filter(
          (row) => row.at >= from && (person === undefined || row.person === person),
        )
        // Several processes write at a time: what is newer than this may come behind what follows.
        const firstAt = first_at.toISOString()
        yield* held.filter(({ at }) => at < firstAt)
        held = [...held.filter(({ at }) => at >= firstAt), ...rows].sort(byTime)
      }
      yield* held
    },

    async prune(msAgo) {
      await sql`delete from audit where last_at <= ${inMs(-msAgo)}`.execute(session)
    },
  }
}

function byTime(one: AuditRow, other: AuditRow): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0
}
