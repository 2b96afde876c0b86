import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const installations: Migration = {
  async up(db) {
    await db.schema
      .createTable('installation')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('changed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('holder', 'text')
      .addColumn('leased_until', 'timestamptz')
      .execute()
  },
}
