import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Instant } from '../core/calendar.ts'
import type { Installation, Installations } from '../core/installations.ts'
import { inMs } from './database-clock.ts'
import type { InstallationRow, StoreSession } from './schema.ts'

/** The one platform on which the desk is installed workspace by workspace. */
const platform = 'slack'

/**
 * Keeps in the store where the desk is installed; leases run by the database's clock, and each of these is a holder of
 * its own. `session` must not be a transaction.
 */
export function createInstallations(session: StoreSession): Installations {
  const holder = randomUUID()

  return {
    async find(workspace) {
      const row = await session
        .selectFrom('installation')
        .selectAll()
        .where('workspace', '=', workspace)
        .executeTakeFirst()
      return row && toInstallation(row)
    },

    async all() {
      const rows = await session.selectFrom('installation').selectAll().orderBy('workspace').execute()
      return rows.map(toInstallation)
    },

    async save(workspace, sealed) {
      const now = sql<Date>`now()`
      const columns = { sealed, version: randomUUID(), installed_at: now, changed_at: now }
      const row = await session
        .insertInto('installation')
        .values({ workspace, ...columns })
        .onConflict((conflict) => conflict.column('workspace').doUpdateSet(columns))
        .returningAll()
        .executeTakeFirstOrThrow()
      return toInstallation(row)
    },

    async replace({ workspace, version }, sealed) {
      const row = await session
        .updateTable('installation')
        .set({ sealed, version: randomUUID(), changed_at: sql<Date>`now()` })
        .where('workspace', '=', workspace)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst()
      return row && toInstallation(row)
    },

    async reseal({ workspace, version }, sealed) {
      await session
        .updateTable('installation')
        .set({ sealed })
        .where('workspace', '=', workspace)
        .where('version', '=', version)
        .execute()
    },

    async end(workspace, endedAt) {
      return session.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('installation')
          .where('workspace', '=', workspace)
          .where('installed_at', '<=', new Date(endedAt))
          .executeTakeFirstOrThrow()
        if (numDeletedRows === 0n) return false
        for (const table of ['digest', 'language', 'topic'] as const) {
          await transaction
            .deleteFrom(table)
            .where('platform', '=', platform)
            .where('workspace', '=', workspace)
            .execute()
        }
        return true
      })
    },

    async lease(workspace, leaseMs) {
      const { rows } = await sql`
        update installation set holder = ${holder}, leased_until = ${inMs(leaseMs)}
        where workspace = ${workspace} and (leased_until is null or leased_until <= now())
        returning workspace`.execute(session)
      return rows.length > 0
    },

    async letGo(workspace) {
      await session
        .updateTable('installation')
        .set({ holder: null, leased_until: null })
        .where('workspace', '=', workspace)
        .where('holder', '=', holder)
        .execute()
    },
  }
}

function toInstallation({
  workspace,
  sealed,
  version,
  installed_at,
}: Selectable<InstallationRow>): Installation {
  return { workspace, sealed, version, installedAt: installed_at.toISOString() as Instant }
}
