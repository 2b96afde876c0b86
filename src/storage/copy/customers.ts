import { sql } from 'kysely'
import type { CalendarDate, Instant } from '../../core/calendar.ts'
import type { Customer, DomainId } from '../../core/customer.ts'
import type { CustomerCopies } from '../../core/directory.ts'
import type { ErrorCode } from '../../core/errors.ts'
import type { HeldOption, ScheduledTask } from '../../core/option.ts'
import type { Subscription } from '../../core/subscription.ts'
import { inMs } from '../database-clock.ts'
import type { StoreSession } from '../schema.ts'
import { type CopyRow, toCopy } from './customer-row.ts'
import { nextRevision } from './next-revision.ts'
import { withoutPersonalData } from './without-personal-data.ts'

/** What is known of one customer besides the customer itself. */
export interface CustomerParts {
  readonly subscriptions: readonly Subscription[]
  readonly options: readonly HeldOption[]
  readonly tasks: readonly ScheduledTask[]
}

/** All parts, asked for at one time. */
export interface CustomerRead extends CustomerParts {
  readonly at: Instant
  readonly soonestEndOn: CalendarDate | null
}

export interface ReadFailure {
  readonly code: ErrorCode
  readonly at: Instant
  /** Null: it is not tried again before the next pass, or an hour. */
  readonly retryInMs: number | null
}

/** The desk's copy of all customers, in the store. */
export interface Customers extends CustomerCopies {
  /** Keeps what was read, and takes the customer off the list of those to read, in one statement. */
  saveRead(id: DomainId, read: CustomerRead): Promise<void>
  /** Notes why it could not be read. Gone, where it is not found and two complete passes have missed it. */
  saveFailure(id: DomainId, failure: ReadFailure): Promise<void>
  /** Keeps a customer that a person has looked up; one that was not known is put down to be read. */
  keepCustomer(customer: Customer): Promise<void>
  /** Keeps a part that a person has looked up, unless what is there was asked for later. */
  keepPart<Part extends keyof CustomerParts>(
    id: DomainId,
    part: Part,
    value: CustomerParts[Part],
    at: Instant,
  ): Promise<void>
}

/** Complete passes that have to miss a customer before its own refusal means that it is gone. */
const missesToBeGone = 2

/**
 * Keeps copies of customers, never with personal data. Every save may be repeated.
 *
 * `changedSince` misses nothing, though writers of several processes commit in any order: a revision is taken by
 * counting up a row that stays locked until its writer commits, so that revisions become visible in their order.
 */
export function createCustomers(session: StoreSession): Customers {
  return {
    async changedSince(revision) {
      // One statement is one snapshot: no row of a later revision can be missing from what it finds.
      const { rows } = await sql<CopyRow & { readonly state: number }>`
        select at.value as state, customer.* from customer_revision as at
        left join customer on customer.revision > ${revision}`.execute(session)
      const found = rows.filter((row) => row.domain_id !== null)
      return { copies: found.map(toCopy), revision: rows[0]?.state ?? revision }
    },

    async lastPassAt() {
      const row = await session
        .selectFrom('pass')
        .select((pass) => pass.fn.max('ended_at').as('at'))
        .where('is_complete', '=', true)
        .executeTakeFirst()
      return row?.at ? (row.at.toISOString() as Instant) : null
    },

    async saveRead(id, { subscriptions, options, tasks, at, soonestEndOn }) {
      await sql`
        with ${nextRevision},
        done as (delete from reading where domain_id = ${id} returning pass)
        update customer set
          ${setPart('subscriptions', subscriptions, at)},
          ${setPart('options', options, at)},
          ${setPart('tasks', tasks, at)},
          soonest_end_on = ${soonestEndOn}::date,
          failure = null, failed_at = null, gone_at = null,
          settled_pass = coalesce((select pass from done), settled_pass),
          revision = next.value
        from next where domain_id = ${id}`.execute(session)
    },

    async saveFailure(id, { code, at, retryInMs }) {
      const settle =
        retryInMs === null
          ? sql`settled as (delete from reading where domain_id = ${id} returning pass)`
          : sql`again as (
              update reading set tries = tries + 1, reader = null, reader_until = null,
                not_before = ${inMs(retryInMs)}
              where domain_id = ${id}),
            settled as (select null::bigint as pass)`
      await sql`
        with ${nextRevision}, ${settle}
        update customer set
          failure = ${code}, failed_at = ${at}::timestamptz,
          gone_at = case
            when ${code}::text = 'not_found' and missed_passes >= ${missesToBeGone}
            then coalesce(gone_at, ${at}::timestamptz) else gone_at end,
          settled_pass = coalesce((select pass from settled), settled_pass),
          revision = next.value
        from next where domain_id = ${id}`.execute(session)
    },

    async keepCustomer(customer) {
      const id = customer.domainId
      await session.transaction().execute(async (transaction) => {
        const listed = JSON.stringify(withoutPersonalData(customer))
        await sql`
          with ${nextRevision}
          insert into customer as kept (domain_id, listed, revision)
          select ${id}, ${listed}::jsonb, next.value from next
          on conflict (domain_id) do update set
            listed = excluded.listed, gone_at = null, missed_passes = 0, revision = excluded.revision
          where kept.listed is distinct from excluded.listed or kept.gone_at is not null`.execute(transaction)
        await sql`
          insert into reading (domain_id) select domain_id from customer
          where domain_id = ${id} and subscriptions_at is null and failure is null
          on conflict do nothing`.execute(transaction)
      })
    },

    async keepPart(id, part, value, at) {
      await sql`
        with ${nextRevision}
        update customer set ${setPart(part, value, at)}, revision = next.value
        from next
        where domain_id = ${id} and coalesce(${sql.ref(`${part}_at`)} < ${at}::timestamptz, true)`.execute(
        session,
      )
    },
  }
}

/** Sets a part and its time, unless the one that is there is newer. */
function setPart(part: keyof CustomerParts, value: readonly unknown[], at: Instant) {
  const column = sql.ref(part)
  const time = sql.ref(`${part}_at`)
  return sql`
    ${column} = case when ${time} > ${at}::timestamptz then ${column} else ${JSON.stringify(value)}::jsonb end,
    ${time} = greatest(${time}, ${at}::timestamptz)`
}
