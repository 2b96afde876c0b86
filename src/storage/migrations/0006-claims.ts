import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const claims: Migration = {
  async up(db) {
    await db.schema
      .createTable('claim')
      .addColumn('item', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('person_name', 'text', (column) => column.notNull())
      .addColumn('claimed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
  },
}
