import { sql } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import { nextRevision } from './copy/next-revision.ts'
import type { StoreSession } from './schema.ts'

/**
 * Takes times after `now` for `now`: a clock that was ahead has been set back, and what is read from now on would
 * pass for older than what is there.
 */
export async function clampTimes(session: StoreSession, now: Instant): Promise<void> {
  const most = (column: string) => sql`${sql.ref(column)} = least(${sql.ref(column)}, ${now}::timestamptz)`
  const times = ['subscriptions_at', 'options_at', 'tasks_at', 'failed_at', 'gone_at']
  const isAhead = sql`greatest(${sql.join(times.map((time) => sql.ref(time)))}) > ${now}::timestamptz`
  await sql`
    with ${nextRevision}
    update customer set ${sql.join(times.map(most))}, revision = next.value
    from next where ${isAhead}`.execute(session)
  await sql`
    update pass set ${most('started_at')}, ${most('ended_at')}
    where greatest(started_at, ended_at) > ${now}::timestamptz`.execute(session)
}
