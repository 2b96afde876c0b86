import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const requestWindows: Migration = {
  async up(db) {
    const count = () => sql`integer not null default 0`
    await db.schema
      .createTable('request_window')
      .addColumn('operation', 'text', (column) => column.primaryKey())
      .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
      .addColumn('limit_seen', 'integer')
      .addColumn('people', count())
      .addColumn('collecting', count())
      .addColumn('others', count())
      .addColumn('waiting', count())
      .addColumn('reserved', count())
      .execute()
  },
}
