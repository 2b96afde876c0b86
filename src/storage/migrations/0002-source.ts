import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const source: Migration = {
  async up(db) {
    await db.schema
      .createTable('source')
      .addColumn('is_only', 'boolean', (column) => column.primaryKey().defaultTo(true))
      .addColumn('api_url', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addCheckConstraint('source_is_one', sql`is_only`)
      .execute()
  },
}
