import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const digests: Migration = {
  async up(db) {
    await db.schema
      .createTable('digest')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('is_direct', 'boolean', (column) => column.notNull())
      .addColumn('rule', 'jsonb', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('set_by_name', 'text', (column) => column.notNull())
      .addColumn('next_at', 'timestamptz', (column) => column.notNull())
      .addColumn('paused', 'text')
      .addPrimaryKeyConstraint('digest_key', ['platform', 'workspace', 'room'])
      .execute()
    await db.schema.createIndex('digest_next').on('digest').column('next_at').execute()

    await db.schema
      .createTable('digest_slot')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('is_direct', 'boolean', (column) => column.notNull())
      .addColumn('rule', 'jsonb', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('due_at', 'timestamptz', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('snapshot', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('link', 'text')
      .addColumn('holder', 'text')
      .addColumn('leased_until', 'timestamptz')
      .addColumn('not_before', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('settled_at', 'timestamptz')
      .addPrimaryKeyConstraint('digest_slot_key', ['platform', 'workspace', 'room', 'date'])
      .execute()
    await sql`create index digest_slot_open on digest_slot (due_at) where state in ('due', 'ready')`.execute(
      db,
    )

    await db.schema
      .createTable('digest_part')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('delivery_id', 'text', (column) => column.notNull().unique())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('sending_since', 'timestamptz')
      .addColumn('message_id', 'text')
      .addPrimaryKeyConstraint('digest_part_key', ['platform', 'workspace', 'room', 'date', 'part'])
      .addForeignKeyConstraint(
        'digest_part_slot',
        ['platform', 'workspace', 'room', 'date'],
        'digest_slot',
        ['platform', 'workspace', 'room', 'date'],
        (key) => key.onDelete('cascade'),
      )
      .execute()

    await db.schema
      .createTable('digest_snapshot')
      .addColumn('id', 'bigint', (column) => column.primaryKey())
      .addColumn('content', 'jsonb', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()

    await db.schema
      .createTable('mark')
      .addColumn('item', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('until', 'text')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('person_name', 'text', (column) => column.notNull())
      .addColumn('marked_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
  },
}
