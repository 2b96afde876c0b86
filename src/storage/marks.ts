import { type Selectable, sql } from 'kysely'
import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { Item } from '../core/item.ts'
import type { Mark, MarkKind, Marks } from '../core/marks.ts'
import { inMs } from './database-clock.ts'
import { ownerColumns, toOwner } from './owner-columns.ts'
import type { MarkRow, StoreSession } from './schema.ts'

export interface KeptMarks extends Marks {
  /** Deletes those set so long ago. */
  prune(msAgo: number): Promise<void>
}

/** Keeps in the store what people have seen to, or put off. Each change is one statement; the last one stands. */
export function createMarks(session: StoreSession): KeptMarks {
  return {
    async set(item, as, by) {
      const columns = { ...kindColumns(as), ...ownerColumns(by) }
      const row = await session
        .insertInto('mark')
        .values({ item, ...columns })
        .onConflict((conflict) =>
          conflict
            .column('item')
            .doUpdateSet(({ ref }) => ({ ...columns, marked_at: ref('excluded.marked_at') })),
        )
        .returningAll()
        .executeTakeFirstOrThrow()
      return toMark(row)
    },

    async clear(item) {
      await session.deleteFrom('mark').where('item', '=', item).execute()
    },

    async all() {
      const rows = await session.selectFrom('mark').selectAll().orderBy('item').execute()
      return rows.map(toMark)
    },

    async prune(msAgo) {
      await sql`delete from mark where marked_at <= ${inMs(-msAgo)}`.execute(session)
    },
  }
}

function kindColumns(as: MarkKind) {
  return { kind: as.kind, until: as.kind === 'snoozed' ? as.until : null }
}

function toMark(row: Selectable<MarkRow>): Mark {
  const { item, kind, until, marked_at: at } = row
  return {
    item: item as Item,
    as: kind === 'snoozed' ? { kind, until: until as CalendarDate } : { kind: 'done' },
    by: toOwner(row),
    at: at.toISOString() as Instant,
  }
}
