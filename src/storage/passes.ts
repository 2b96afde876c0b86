import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { CustomerPage } from '../core/ports.ts'
import { nextRevision } from './next-revision.ts'
import type { Schema, StoreSession } from './schema.ts'
import { withoutPersonalData } from './without-personal-data.ts'

/** A pass that has not ended. */
export interface RunningPass {
  readonly id: number
  readonly isListed: boolean
}

/** How far a pass has come. */
export interface PassProgress {
  readonly id: number
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  /** The list was read to its end. */
  readonly isComplete: boolean
  /** Why it ended early, or why the list did. */
  readonly failure: ErrorCode | null
  /** Customers in the list so far; all of them once `isListed`. */
  readonly listed: number
  readonly isListed: boolean
  /** Read or given up. */
  readonly settled: number
  /** Among them. */
  readonly failed: number
  readonly gone: number
  /** Not yet settled. */
  readonly waiting: number
}

/** Where a lister goes on. */
export interface ListingTurn {
  readonly cursor: string | null
  readonly failures: number
}

/** Passes over all customers: at most one has not ended, and any number of processes may share it. */
export interface Passes {
  running(): Promise<RunningPass | undefined>
  /** Begins a pass unless one is running, and gives the one that is. */
  begin(at: Instant): Promise<RunningPass>
  /** When the last pass ended, however it ended. */
  lastEndAt(): Promise<Instant | null>
  progress(id: number): Promise<PassProgress>

  /** Makes one process the lister for `leaseMs`; undefined where another is, or the list needs none any more. */
  takeListing(id: number, lister: string, leaseMs: number): Promise<ListingTurn | undefined>
  /**
   * Keeps a page that was read at `from`, puts its customers down to be read, and goes on to its cursor, all or
   * nothing. At the end of the list also puts down those that were not in it. A cursor that was followed before
   * ends the list too, but as incomplete: nobody is absent from it.
   */
  keepPage(turn: PageTurn, page: CustomerPage): Promise<'next' | 'listed' | 'lost'>
  /** Lets the list be tried again after a while, from its beginning where its cursor is of no use any more. */
  retryListing(turn: PageTurn, retryInMs: number, fromStart: boolean): Promise<void>
  /** Gives the list up where it is: what was listed is read, and nobody is absent. */
  abandonListing(turn: PageTurn, code: ErrorCode): Promise<void>
  renewListing(lister: string, leaseMs: number): Promise<void>
  releaseListing(lister: string): Promise<void>
  /** Whoever it is; only for a store that no other process can have. */
  releaseAllListing(): Promise<void>

  /** Ends a pass whose customers are all settled; does nothing to others. */
  settle(id: number, at: Instant): Promise<void>
  /** Ends a pass at once, and leaves every copy as it is. */
  stop(id: number, code: ErrorCode, at: Instant): Promise<void>
}

export interface PageTurn {
  readonly pass: number
  readonly lister: string
  /** The cursor that the page was read at. */
  readonly from: string | null
  readonly leaseMs: number
  readonly at: Instant
}

/** Keeps passes in the store. `session` must not be a transaction. */
export function createPasses(session: StoreSession): Passes {
  /** The pass, if this process still is the one that lists it, at this place. Locks it. */
  const isOurs = ({ pass, lister, from }: PageTurn) => sql`
    id = ${pass} and lister = ${lister} and next_cursor is not distinct from ${from}
    and listed_at is null and ended_at is null`

  return {
    async running() {
      const row = await session
        .selectFrom('pass')
        .select(['id', 'listed_at'])
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return row && { id: row.id, isListed: row.listed_at !== null }
    },

    async begin(at) {
      await sql`insert into pass (started_at) values (${at}::timestamptz) on conflict do nothing`.execute(
        session,
      )
      const running = await this.running()
      // Another process may have ended the one that was in the way.
      return running ?? this.begin(at)
    },

    async lastEndAt() {
      const row = await session
        .selectFrom('pass')
        .select((pass) => pass.fn.max('ended_at').as('at'))
        .executeTakeFirst()
      return row?.at ? (row.at.toISOString() as Instant) : null
    },

    async progress(id) {
      const { rows } = await sql<ProgressRow>`
        select pass.*,
          (select count(*) from customer where listed_pass = pass.id) as listed,
          (select count(*) from customer where settled_pass = pass.id) as settled,
          (select count(*) from customer where settled_pass = pass.id and failure is not null) as failed,
          (select count(*) from customer where settled_pass = pass.id and gone_at is not null) as gone,
          (select count(*) from reading where reading.pass = pass.id) as waiting
        from pass where id = ${id}`.execute(session)
      const [row] = rows
      if (!row) throw new Error(`there is no pass ${id}`)
      return {
        id,
        startedAt: row.started_at.toISOString() as Instant,
        endedAt: row.ended_at && (row.ended_at.toISOString() as Instant),
        isComplete: row.is_complete,
        failure: row.failure,
        listed: row.listed,
        isListed: row.listed_at !== null,
        settled: row.settled,
        failed: row.failed,
        gone: row.gone,
        waiting: row.waiting,
      }
    },

    async takeListing(id, lister, leaseMs) {
      const { rows } = await sql<{ next_cursor: string | null; listing_failures: number }>`
        update pass set lister = ${lister}, lister_until = ${inMs(leaseMs)}
        where id = ${id} and listed_at is null and ended_at is null
          and (lister_until is null or lister_until < now())
        returning next_cursor, listing_failures`.execute(session)
      const [row] = rows
      return row && { cursor: row.next_cursor, failures: row.listing_failures }
    },

    keepPage(turn, page) {
      return session.transaction().execute(async (transaction) => {
        const { rows } = await sql`
          update pass set next_cursor = ${page.nextCursor}, pages = pages + 1, listing_failures = 0,
            lister_until = ${inMs(turn.leaseMs)}
          where ${isOurs(turn)} returning id`.execute(transaction)
        if (rows.length === 0) return 'lost'

        await keepListed(transaction, turn.pass, page)
        const isNew = page.nextCursor !== null && (await follow(transaction, turn.pass, page.nextCursor))
        if (isNew) return 'next'
        await endList(transaction, turn, page.nextCursor === null)
        return 'listed'
      })
    },

    async retryListing(turn, retryInMs, fromStart) {
      await session.transaction().execute(async (transaction) => {
        const { rows } = await sql`
          update pass set lister = null, lister_until = ${inMs(retryInMs)},
            listing_failures = listing_failures + 1
            ${fromStart ? sql`, next_cursor = null` : sql``}
          where ${isOurs(turn)} returning id`.execute(transaction)
        if (rows.length > 0 && fromStart) {
          await transaction.deleteFrom('pass_cursor').where('pass', '=', turn.pass).execute()
        }
      })
    },

    async abandonListing(turn, code) {
      await sql`
        update pass set listed_at = ${turn.at}::timestamptz, failure = ${code}, lister = null
        where ${isOurs(turn)}`.execute(session)
    },

    async renewListing(lister, leaseMs) {
      await sql`
        update pass set lister_until = ${inMs(leaseMs)} where lister = ${lister} and listed_at is null`.execute(
        session,
      )
    },

    async releaseListing(lister) {
      await session
        .updateTable('pass')
        .set({ lister: null, lister_until: null })
        .where('lister', '=', lister)
        .execute()
    },

    async releaseAllListing() {
      await sql`update pass set lister = null, lister_until = null where lister is not null`.execute(session)
    },

    async settle(id, at) {
      await sql`
        update pass set ended_at = ${at}::timestamptz
        where id = ${id} and listed_at is not null and ended_at is null
          and not exists (select from reading where pass = ${id})`.execute(session)
    },

    async stop(id, code, at) {
      await session.transaction().execute(async (transaction) => {
        await sql`
          update pass set ended_at = ${at}::timestamptz, is_complete = false, failure = ${code}, lister = null
          where id = ${id} and ended_at is null`.execute(transaction)
        await transaction.deleteFrom('reading').where('pass', '=', id).execute()
      })
    },
  }
}

interface ProgressRow {
  readonly started_at: Date
  readonly ended_at: Date | null
  readonly listed_at: Date | null
  readonly is_complete: boolean
  readonly failure: ErrorCode | null
  readonly listed: number
  readonly settled: number
  readonly failed: number
  readonly gone: number
  readonly waiting: number
}

/** The database's own clock, which all processes share. */
function inMs(ms: number) {
  return sql`now() + ${ms}::float8 * interval '1 millisecond'`
}

/** Whom this pass has settled already is not put down again, should the list name it twice. */
async function keepListed(transaction: Transaction<Schema>, pass: number, page: CustomerPage): Promise<void> {
  const listed = new Map(page.customers.map((customer) => [customer.domainId, withoutPersonalData(customer)]))
  if (listed.size === 0) return
  await sql`
    with ${nextRevision}
    insert into customer as kept (domain_id, listed, listed_pass, revision)
    select row->>'domainId', row, ${pass}::bigint, next.value
    from next, jsonb_array_elements(${JSON.stringify([...listed.values()])}::jsonb) as row
    on conflict (domain_id) do update set
      listed = excluded.listed, listed_pass = excluded.listed_pass, missed_passes = 0, gone_at = null,
      revision = case
        when kept.listed is distinct from excluded.listed or kept.gone_at is not null then excluded.revision
        else kept.revision end`.execute(transaction)
  await sql`
    insert into reading (domain_id, pass) select domain_id, ${pass}::bigint from customer
    where domain_id in (${sql.join([...listed.keys()])}) and settled_pass is distinct from ${pass}::bigint
    on conflict (domain_id) do update set pass = excluded.pass`.execute(transaction)
}

/** False for a cursor that this pass has followed before. Hashed, because no page says how long one may be. */
async function follow(transaction: Transaction<Schema>, pass: number, cursor: string): Promise<boolean> {
  const followed = await transaction
    .insertInto('pass_cursor')
    .values({ pass, cursor_hash: createHash('sha256').update(cursor).digest('base64') })
    .onConflict((conflict) => conflict.doNothing())
    .returning('pass')
    .execute()
  return followed.length > 0
}

/** Absent customers are read as well, so that they are asked themselves whether they are still ours. */
async function endList(
  transaction: Transaction<Schema>,
  { pass, at }: PageTurn,
  isComplete: boolean,
): Promise<void> {
  const failure = isComplete ? null : ('partner_unreadable' satisfies ErrorCode)
  await sql`
    update pass set listed_at = ${at}::timestamptz, is_complete = ${isComplete}, failure = ${failure},
      next_cursor = null, lister = null
    where id = ${pass}`.execute(transaction)
  await transaction.deleteFrom('pass_cursor').where('pass', '=', pass).execute()
  if (!isComplete) return
  // The revision is for its lock: an empty page has not taken it, and those who save reads lock in this order.
  await sql`
    with ${nextRevision}, absent as (
      update customer set missed_passes = missed_passes + 1 from next
      where listed_pass is distinct from ${pass}::bigint and gone_at is null
      returning domain_id)
    insert into reading (domain_id, pass) select domain_id, ${pass}::bigint from absent
    on conflict (domain_id) do update set pass = excluded.pass`.execute(transaction)
}
