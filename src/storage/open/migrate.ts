import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from '../migrations/migrations.ts'
import type { Schema } from '../schema.ts'
import type { SchemaAge } from '../store.ts'
import { StoreTooNew } from '../store-errors.ts'

/** Whether every migration has been applied; one that only a newer version knows does not count against it. */
export async function isCurrent(db: Kysely<Schema>): Promise<boolean> {
  return lacksNothing(await readApplied(db))
}

export async function schemaAge(db: Kysely<Schema>): Promise<SchemaAge> {
  const applied = await readApplied(db)
  if (!lacksNothing(applied)) return 'older'
  return unknownOf(applied).length > 0 ? 'newer' : 'current'
}

/**
 * Applies the migrations that are missing, all in one transaction, and gives their names. Kysely holds a lock
 * of the server's meanwhile, so that of several processes one does it. Rejects with `StoreTooNew`.
 */
export async function migrate(db: Kysely<Schema>): Promise<readonly string[]> {
  const applied = await readApplied(db)
  const unknown = unknownOf(applied)
  if (unknown.length > 0) throw new StoreTooNew(unknown)
  // The Migrator would find this out too, by reading the whole catalogue: a tenth of a second at every start.
  if (lacksNothing(applied)) return []

  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map(({ migrationName }) => migrationName)
}

function unknownOf(applied: readonly string[]): string[] {
  return applied.filter((name) => !(name in migrations))
}

function lacksNothing(applied: readonly string[]): boolean {
  return Object.keys(migrations).every((name) => applied.includes(name))
}

/** Names from the Migrator's own table, which is not there before the first migration. */
async function readApplied(db: Kysely<Schema>): Promise<readonly string[]> {
  const table = await sql<{
    name: string | null
  }>`select to_regclass('kysely_migration')::text as name`.execute(db)
  if (!table.rows[0]?.name) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}
