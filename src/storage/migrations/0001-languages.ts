import type { Migration } from 'kysely/migration'

export const languages: Migration = {
  async up(db) {
    await db.schema
      .createTable('language')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('language_key', ['platform', 'workspace', 'kind', 'id'])
      .execute()
  },
}
