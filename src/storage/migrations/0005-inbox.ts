import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const inbox: Migration = {
  async up(db) {
    await db.schema
      .createTable('inbox')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('taken_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('leased_until', 'timestamptz', (column) => column.notNull())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('sending_since', 'timestamptz')
      .addColumn('outcome', 'text')
      .addColumn('settled_at', 'timestamptz')
      .addPrimaryKeyConstraint('inbox_key', ['platform', 'key'])
      .execute()
    await sql`create index inbox_open on inbox (platform, leased_until) where outcome is null`.execute(db)
    await sql`create index inbox_taken on inbox (taken_at)`.execute(db)
  },
}
