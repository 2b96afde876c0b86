import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const audit: Migration = {
  async up(db) {
    await db.schema
      .createTable('audit')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('first_at', 'timestamptz', (column) => column.notNull())
      .addColumn('last_at', 'timestamptz', (column) => column.notNull())
      .addColumn('entries', 'json', (column) => column.notNull())
      .execute()
    await sql`create index audit_first on audit (first_at, id)`.execute(db)
    await sql`create index audit_last on audit (last_at)`.execute(db)
  },
}
