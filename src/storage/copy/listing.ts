import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Instant } from '../../core/calendar.ts'
import type { ErrorCode } from '../../core/errors.ts'
import type { CustomerPage } from '../../core/ports.ts'
import { inMs } from '../database-clock.ts'
import type { Schema, StoreSession } from '../schema.ts'
import { nextRevision } from './next-revision.ts'
import { withoutPersonalData } from './without-personal-data.ts'

/** Where a lister goes on. */
export interface ListingTurn {
  readonly cursor: string | null
  readonly failures: number
}

export interface PageTurn {
  readonly pass: number
  readonly lister: string
  /** The cursor that the page was read at. */
  readonly from: string | null
  readonly leaseMs: number
  readonly at: Instant
}

/** How a pass reads the list of customers: one process at a time, and any of them may take over. */
export interface Listing {
  /** Makes one process the lister for `leaseMs`; undefined where another is, or the list needs none any more. */
  take(id: number, lister: string, leaseMs: number): Promise<ListingTurn | undefined>
  /**
   * Keeps a page that was read at `from`, puts its customers down to be read, and goes on to its cursor, all or
   * nothing. At the end of the list also puts down those that were not in it. A cursor that was followed before
   * ends the list too, but as incomplete: nobody is absent from it.
   */
  keepPage(turn: PageTurn, page: CustomerPage): Promise<'next' | 'listed' | 'lost'>
  /** Lets the list be tried again after a while, from its beginning where its cursor is of no use any more. */
  retry(turn: PageTurn, retryInMs: number, fromStart: boolean): Promise<void>
  /** Gives the list up where it is: what was listed is read, and nobody is absent. */
  abandon(turn: PageTurn, code: ErrorCode): Promise<void>
  renew(lister: string, leaseMs: number): Promise<void>
  release(lister: string): Promise<void>
  /** Whoever it is; only for a store that no other process can have. */
  releaseAll(): Promise<void>
}

/** Keeps where the list of a pass stands. `session` must not be a transaction. */
export function createListing(session: StoreSession): Listing {
  /** The pass, if this process still is the one that lists it, at this place. Locks it. */
  const isOurs = ({ pass, lister, from }: PageTurn) => sql`
    id = ${pass} and lister = ${lister} and next_cursor is not distinct from ${from}
    and listed_at is null and ended_at is null`

  return {
    async take(id, lister, leaseMs) {
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

    async retry(turn, retryInMs, fromStart) {
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

    async abandon(turn, code) {
      await sql`
        update pass set listed_at = ${turn.at}::timestamptz, failure = ${code}, lister = null
        where ${isOurs(turn)}`.execute(session)
    },

    async renew(lister, leaseMs) {
      await sql`
        update pass set lister_until = ${inMs(leaseMs)} where lister = ${lister} and listed_at is null`.execute(
        session,
      )
    },

    async release(lister) {
      await session
        .updateTable('pass')
        .set({ lister: null, lister_until: null })
        .where('lister', '=', lister)
        .execute()
    },

    async releaseAll() {
      await sql`update pass set lister = null, lister_until = null where lister is not null`.execute(session)
    },
  }
}

/**
 * Whom this pass has settled already is not put down again, should the list name it twice. Readings are put down in
 * the order of their ids everywhere, so that two who do it at once do not wait for each other in a circle.
 */
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
    order by domain_id
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
    order by domain_id
    on conflict (domain_id) do update set pass = excluded.pass`.execute(transaction)
}
