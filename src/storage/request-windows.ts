import { sql } from 'kysely'
import type { StoreSession } from './schema.ts'

/** A request that was counted in the running window. */
export interface CountedRequest {
  /** Names the window. */
  readonly window: string
  readonly msLeft: number
  readonly limit: number
  /** Requests of the window so far, this one and those of others included. */
  readonly total: number
}

/** A window without room. */
export interface FullWindow {
  readonly msLeft: number
  /** People who wait for the next one, of all processes. */
  readonly waiting: number
}

/** What a reply says of an operation's limit. */
export interface RateNews {
  /** The reply is to a request of this window; of another one it says nothing. */
  readonly window: string
  readonly limit: number | undefined
  /** Requests counted by the other side. */
  readonly counted: number | undefined
  /** Until their window ends, rounded up to whole seconds. */
  readonly resetMs: number | undefined
}

/** The windows of the request limit that all processes on one store share, by the database's clock. */
export interface RequestWindows {
  /** Counts one request if the window has room for it, and begins a window where none is running. */
  take(operation: string, purpose: 'person' | 'collecting'): Promise<CountedRequest | undefined>
  /** The running window, as one who waits for the next; people have room kept for them there. */
  waitFor(operation: string, purpose: 'person' | 'collecting'): Promise<FullWindow>
  correct(operation: string, news: RateNews): Promise<void>
}

/** The reset header counts whole seconds: two readings of one end may lie this far apart. */
const resetSlackMs = 2_000
/** What one reading of it leaves open. */
const resetStepMs = 1_000

/**
 * Keeps one row an operation, each step one statement on it. The database's clock decides, so that processes whose
 * clocks differ agree; windows begin with the minute of that clock until a reply tells of another one.
 */
export function createRequestWindows(
  session: StoreSession,
  { limit, windowMs }: { readonly limit: number; readonly windowMs: number },
): RequestWindows {
  const limitNow = sql`least(coalesce(limit_seen, ${limit}::int), ${limit}::int)`
  const msLeft = sql`(extract(epoch from ends_at - clock_timestamp()) * 1000)::float8`
  const ms = (count: number) => sql`${count}::float8 * interval '1 millisecond'`
  const room = {
    person: sql`people + collecting + others < ${limitNow}`,
    // Half at most, and not what is kept for people who have waited for this window.
    collecting: sql`people + collecting + others + reserved < ${limitNow}
      and collecting < greatest(1, ${limitNow} / 2)`,
  }
  const counting = {
    person: sql`people = people + 1, reserved = greatest(0, reserved - 1)`,
    collecting: sql`collecting = collecting + 1`,
  }

  async function count(operation: string, purpose: 'person' | 'collecting') {
    const { rows } = await sql<CountedRequest>`
      update request_window set ${counting[purpose]}
      where operation = ${operation} and ends_at > now() and ${room[purpose]}
      returning ends_at::text as window, ${msLeft} as "msLeft", ${limitNow} as limit,
        people + collecting + others as total`.execute(session)
    return rows[0]
  }

  /** Whether a window has begun; an end further off than a window means that the clock was set back. */
  async function begin(operation: string): Promise<boolean> {
    const { rows } = await sql`
      insert into request_window as last (operation, ends_at)
      select ${operation},
        to_timestamp((floor(extract(epoch from now()) * 1000 / ${windowMs}::float8) + 1) * ${windowMs}::float8 / 1000)
      on conflict (operation) do update set
        ends_at = excluded.ends_at, people = 0, collecting = 0, others = 0, reserved = last.waiting, waiting = 0
      where last.ends_at <= now() or last.ends_at > now() + ${ms(windowMs + resetSlackMs)}
      returning operation`.execute(session)
    return rows.length > 0
  }

  return {
    async take(operation, purpose) {
      const counted = await count(operation, purpose)
      if (counted) return counted
      await begin(operation)
      return count(operation, purpose)
    },

    async waitFor(operation, purpose) {
      const { rows } = await sql<FullWindow>`
        update request_window set waiting = waiting + ${purpose === 'person' ? 1 : 0}
        where operation = ${operation}
        returning ${msLeft} as "msLeft", waiting`.execute(session)
      return rows[0] ?? { msLeft: 0, waiting: 0 }
    },

    async correct(operation, { window, limit: theirLimit, counted, resetMs }) {
      const theirEnd = sql`now() + ${ms(Math.min(resetMs ?? 0, windowMs))}`
      const tellsEnd = sql`${resetMs !== undefined}::boolean`
      // Theirs began after ours: what we had counted belongs to the one before.
      const isLater = sql`(${tellsEnd} and ${theirEnd} > ends_at + ${ms(resetSlackMs)})`
      const isOther = sql`(${tellsEnd} and (ends_at > ${theirEnd} or ends_at <= ${theirEnd} - ${ms(resetStepMs)}))`
      const theirCount = sql`${counted ?? 0}::int`
      await sql`
        update request_window set
          limit_seen = coalesce(${theirLimit ?? null}::int, limit_seen),
          people = case when ${isLater} then 0 else people end,
          collecting = case when ${isLater} then 0 else collecting end,
          others = case when ${isLater} then ${theirCount}
            else greatest(others, ${theirCount} - people - collecting) end,
          ends_at = case when ${isOther} then ${theirEnd} else ends_at end
        where operation = ${operation} and ends_at = ${window}::timestamptz and ends_at > now()`.execute(
        session,
      )
    },
  }
}
