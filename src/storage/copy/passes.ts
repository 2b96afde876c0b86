import { sql } from 'kysely'
import type { Instant } from '../../core/calendar.ts'
import type { ErrorCode } from '../../core/errors.ts'
import type { StoreSession } from '../schema.ts'

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

/** Passes over all customers: at most one has not ended, and any number of processes may share it. */
export interface Passes {
  running(): Promise<RunningPass | undefined>
  /** Begins a pass unless one is running, and gives the one that is. */
  begin(at: Instant): Promise<RunningPass>
  /** When the last pass ended, however it ended. */
  lastEndAt(): Promise<Instant | null>
  /** How long the longest of the last complete ones took; null where there is none. */
  usualMs(): Promise<number | null>
  progress(id: number): Promise<PassProgress>
  /** Ends a pass whose customers are all settled, and says whether it was this call that did. */
  settle(id: number, at: Instant): Promise<boolean>
  /** Ends a pass at once, and leaves every copy as it is. */
  stop(id: number, code: ErrorCode, at: Instant): Promise<void>
}

/** Of so many the longest shows how long the next may take. */
const lastPasses = 3

/** Keeps passes in the store. `session` must not be a transaction. */
export function createPasses(session: StoreSession): Passes {
  async function running(): Promise<RunningPass | undefined> {
    const row = await session
      .selectFrom('pass')
      .select(['id', 'listed_at'])
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return row && { id: row.id, isListed: row.listed_at !== null }
  }

  async function begin(at: Instant): Promise<RunningPass> {
    await sql`insert into pass (started_at) values (${at}::timestamptz) on conflict do nothing`.execute(
      session,
    )
    // Another process may have ended the one that was in the way.
    return (await running()) ?? begin(at)
  }

  return {
    running,
    begin,

    async lastEndAt() {
      const row = await session
        .selectFrom('pass')
        .select((pass) => pass.fn.max('ended_at').as('at'))
        .executeTakeFirst()
      return row?.at ? (row.at.toISOString() as Instant) : null
    },

    async usualMs() {
      const rows = await session
        .selectFrom('pass')
        .select(['started_at', 'ended_at'])
        .where('is_complete', '=', true)
        .where('ended_at', 'is not', null)
        .orderBy('id', 'desc')
        .limit(lastPasses)
        .execute()
      const took = rows.map((row) => (row.ended_at?.getTime() ?? 0) - row.started_at.getTime())
      return rows.length > 0 ? Math.max(...took) : null
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

    async settle(id, at) {
      const { rows } = await sql`
        update pass set ended_at = ${at}::timestamptz
        where id = ${id} and listed_at is not null and ended_at is null
          and not exists (select from reading where pass = ${id})
        returning id`.execute(session)
      return rows.length > 0
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
