import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const customers: Migration = {
  async up(db) {
    await db.schema
      .createTable('customer')
      .addColumn('domain_id', 'text', (column) => column.primaryKey())
      .addColumn('listed', 'jsonb', (column) => column.notNull())
      .addColumn('subscriptions', 'jsonb')
      .addColumn('subscriptions_at', 'timestamptz')
      .addColumn('options', 'jsonb')
      .addColumn('options_at', 'timestamptz')
      .addColumn('tasks', 'jsonb')
      .addColumn('tasks_at', 'timestamptz')
      .addColumn('soonest_end_on', 'date')
      .addColumn('failure', 'text')
      .addColumn('failed_at', 'timestamptz')
      .addColumn('listed_pass', 'bigint')
      .addColumn('settled_pass', 'bigint')
      .addColumn('missed_passes', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('gone_at', 'timestamptz')
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('customer_revision_index').on('customer').column('revision').execute()

    await db.schema
      .createTable('customer_revision')
      .addColumn('is_only', 'boolean', (column) => column.primaryKey().defaultTo(true))
      .addColumn('value', 'bigint', (column) => column.notNull())
      .addCheckConstraint('customer_revision_is_one', sql`is_only`)
      .execute()
    await sql`insert into customer_revision (value) values (0)`.execute(db)

    await db.schema
      .createTable('pass')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('started_at', 'timestamptz', (column) => column.notNull())
      .addColumn('next_cursor', 'text')
      .addColumn('pages', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('listing_failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('lister', 'text')
      .addColumn('lister_until', 'timestamptz')
      .addColumn('listed_at', 'timestamptz')
      .addColumn('is_complete', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('failure', 'text')
      .addColumn('ended_at', 'timestamptz')
      .execute()
    await sql`create unique index pass_running on pass ((true)) where ended_at is null`.execute(db)

    await db.schema
      .createTable('pass_cursor')
      .addColumn('pass', 'bigint', (column) => column.notNull().references('pass.id').onDelete('cascade'))
      .addColumn('cursor_hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('pass_cursor_key', ['pass', 'cursor_hash'])
      .execute()

    await db.schema
      .createTable('reading')
      .addColumn('domain_id', 'text', (column) =>
        column.primaryKey().references('customer.domain_id').onDelete('cascade'),
      )
      .addColumn('pass', 'bigint')
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('not_before', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('reader', 'text')
      .addColumn('reader_until', 'timestamptz')
      .execute()
    await db.schema.createIndex('reading_not_before').on('reading').column('not_before').execute()
    await db.schema.createIndex('reading_pass').on('reading').column('pass').execute()
  },
}
