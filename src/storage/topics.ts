import { sql } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import type { DomainId } from '../core/customer.ts'
import type { Topics } from '../core/topics.ts'
import { inMs } from './database-clock.ts'
import type { StoreSession } from './schema.ts'

export interface KeptTopics extends Topics {
  /** Deletes those asked about so long ago. */
  prune(msAgo: number): Promise<void>
}

/** Keeps in the store what talk has been about, by the database's clock. */
export function createTopics(session: StoreSession): KeptTopics {
  return {
    async find({ platform, workspace, room, thread }, withinMs) {
      const rows = await session
        .selectFrom('topic')
        .select(['person', 'domain_id', 'asked_at'])
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('room', '=', room)
        .where('thread', '=', thread ?? '')
        .where('asked_at', '>', sql<Date>`${inMs(-withinMs)}`)
        .orderBy('asked_at', 'desc')
        .orderBy('domain_id')
        .execute()
      return rows.map(({ person, domain_id, asked_at }) => ({
        ...{ person, domainId: domain_id as DomainId },
        at: asked_at.toISOString() as Instant,
      }))
    },

    async note({ platform, workspace, room, thread }, person, customers) {
      const ids = [...new Set(customers)]
      if (ids.length === 0) return
      const place = { platform, workspace, room, thread: thread ?? '', person }
      const rows = ids
        .map((domain_id, index) => ({
          ...place,
          domain_id,
          // Noted at once, they would all be equally new.
          asked_at: sql<Date>`now() + ${index}::float8 * interval '1 microsecond'`,
        }))
        // In one order always, or two who note the same would wait for each other.
        .toSorted((one, other) => (one.domain_id < other.domain_id ? -1 : 1))
      await session
        .insertInto('topic')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'workspace', 'room', 'thread', 'person', 'domain_id'])
            .doUpdateSet(({ ref }) => ({ asked_at: ref('excluded.asked_at') })),
        )
        .execute()
    },

    async prune(msAgo) {
      await sql`delete from topic where asked_at <= ${inMs(-msAgo)}`.execute(session)
    },
  }
}
