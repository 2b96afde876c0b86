import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Store, StoreOptions } from '../store.ts'
import { readReason, StoreUnusable } from '../store-errors.ts'
import { checkAnswers } from './check-answers.ts'
import { columnParsers } from './column-parsers.ts'
import { holdFolder } from './hold-folder.ts'
import { isCurrent, migrate, schemaAge } from './migrate.ts'
import { watchDialect } from './watch-dialect.ts'
import { watchHealth } from './watch-health.ts'

/**
 * PostgreSQL's usual 128 MB are laid out at each start, and are memory of this process. What a desk keeps of ten
 * thousand customers is read as fast with these: the files are in the system's own cache.
 */
const buffers = ['-c', 'shared_buffers=16MB']

/** Only the desk's own user may read what it keeps. */
const ownerOnly = 0o700

/**
 * Opens the store inside this process, in the subfolder `store` of `dataDir`. Rejects with `StoreHeld` where
 * another process has it, and with `StoreUnusable` where its files cannot be used. What was acknowledged
 * survives the process's death, but not a power cut: PGlite runs without fsync.
 */
export async function openEmbedded(dataDir: string, { onError }: StoreOptions = {}): Promise<Store> {
  const folder = join(dataDir, 'store')
  await makeFolder(dataDir)
  const release = holdFolder(folder)
  const pglite = await openFolder(folder).catch((error) => {
    release()
    throw error
  })
  const health = watchHealth({ ask: () => sql`select 1`.execute(db) })
  const db: Kysely<Schema> = new Kysely({
    dialect: watchDialect(new PGliteDialect({ pglite }), health, onError),
  })
  let closing: Promise<void> | undefined
  return {
    kind: 'embedded',
    db,
    health,
    isCurrent: () => isCurrent(db),
    schemaAge: () => schemaAge(db),
    migrate: () => migrate(db),
    check: () => checkAnswers(db),
    giveUp: () => {},
    close: () => {
      health.close()
      closing ??= close(db, pglite).finally(release)
      return closing
    },
  }
}

async function openFolder(folder: string): Promise<PGlite> {
  await makeFolder(folder)
  try {
    return await PGlite.create({
      dataDir: folder,
      parsers: { ...columnParsers },
      startParams: [...PGlite.defaultStartParams, ...buffers],
    })
  } catch (error) {
    throw new StoreUnusable(`The store in ${folder} cannot be opened: ${readReason(error)}`, { cause: error })
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: ownerOnly })
  } catch (error) {
    throw new StoreUnusable(`The folder ${folder} cannot be made: ${readReason(error)}`, { cause: error })
  }
}

/** Kysely closes PGlite too, but only where it has been asked something before. */
async function close(db: Kysely<Schema>, pglite: PGlite): Promise<void> {
  await db.destroy()
  if (!pglite.closed) await pglite.close()
}
