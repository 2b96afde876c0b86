import { sql } from 'kysely'
import type { CalendarDate, Instant } from '../../core/calendar.ts'
import type { Customer, DomainId } from '../../core/customer.ts'
import { inMs } from '../database-clock.ts'
import type { StoreSession } from '../schema.ts'

/** A customer that one reader may read now. */
export interface ClaimedReading {
  readonly domainId: DomainId
  readonly customer: Customer
  readonly pass: number | null
  /** That have failed before. */
  readonly tries: number
  /** The last complete list was without it. */
  readonly isAbsent: boolean
}

/** Who is read more often than a pass comes round. */
export interface OftenRead {
  /** What ends on one of these days. */
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** Not if it has been read, or tried, since. */
  readonly before: Instant
}

/** The customers that wait to be read, for any number of readers. Times are the database's: readers share it. */
export interface Readings {
  /** Takes up to `most` for one reader. Nobody else gets them for `leaseMs`, or until they are saved. */
  claim(reader: string, most: number, leaseMs: number): Promise<readonly ClaimedReading[]>
  /** Keeps what a reader has claimed, and still reads, for another `leaseMs` from now. */
  renew(reader: string, ids: readonly DomainId[], leaseMs: number): Promise<void>
  /** Gives back what a reader has claimed and not saved. */
  release(reader: string): Promise<void>
  /** Takes everything from readers that no longer live; only for a store that no other process can have. */
  releaseAll(): Promise<void>
  /** Gives one back unread, for after a while. */
  postpone(id: DomainId, forMs: number): Promise<void>
  /** Puts down customers with a near end, and those whose last read failed. */
  addOftenRead(often: OftenRead): Promise<void>
}

/** A table, not a job each: a customer leaves it in the statement that saves what was read, so none is read twice. */
export function createReadings(session: StoreSession): Readings {
  return {
    async claim(reader, most, leaseMs) {
      const { rows } = await sql<ClaimedRow>`
        with ready as (
          select domain_id from reading
          where not_before <= now() and (reader_until is null or reader_until < now())
          order by not_before limit ${most} for update skip locked)
        update reading set reader = ${reader}, reader_until = ${inMs(leaseMs)}
        from ready join customer using (domain_id)
        where reading.domain_id = ready.domain_id
        returning reading.domain_id, listed, pass, tries, missed_passes`.execute(session)
      return rows.map((row) => ({
        domainId: row.domain_id,
        customer: row.listed,
        pass: row.pass,
        tries: row.tries,
        isAbsent: row.missed_passes > 0,
      }))
    },

    async renew(reader, ids, leaseMs) {
      await sql`
        update reading set reader_until = ${inMs(leaseMs)}
        where reader = ${reader} and domain_id in (${sql.join(ids)})`.execute(session)
    },

    async release(reader) {
      await session
        .updateTable('reading')
        .set({ reader: null, reader_until: null })
        .where('reader', '=', reader)
        .execute()
    },

    async releaseAll() {
      await session.updateTable('reading').set({ reader: null, reader_until: null }).execute()
    },

    async postpone(id, forMs) {
      await sql`
        update reading set reader = null, reader_until = null,
          not_before = ${inMs(forMs)}
        where domain_id = ${id}`.execute(session)
    },

    async addOftenRead({ from, to, before }) {
      await sql`
        insert into reading (domain_id) select domain_id from customer
        where gone_at is null
          and (soonest_end_on between ${from}::date and ${to}::date or failure is not null)
          and coalesce(least(subscriptions_at, options_at, tasks_at) < ${before}::timestamptz, true)
          and coalesce(failed_at < ${before}::timestamptz, true)
        order by domain_id
        on conflict do nothing`.execute(session)
    },
  }
}

interface ClaimedRow {
  readonly domain_id: DomainId
  readonly listed: Customer
  readonly pass: number | null
  readonly tries: number
  readonly missed_passes: number
}
