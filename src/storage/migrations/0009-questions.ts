import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const questions: Migration = {
  async up(db) {
    await db.schema
      .createTable('topic')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('room', 'text', (column) => column.notNull())
      // Empty for the room itself: a key takes no null.
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('domain_id', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('topic_key', [
        ...(['platform', 'workspace', 'room', 'thread', 'person', 'domain_id'] as const),
      ])
      .execute()
    await sql`create index topic_asked on topic (asked_at)`.execute(db)
    await db.schema
      .createTable('wrong_answer')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('marked_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('wrong_answer_key', [
        ...(['platform', 'workspace', 'person', 'question', 'line'] as const),
      ])
      .execute()
  },
}
