import { rmSync } from 'node:fs'
import { afterEach, beforeAll } from 'vitest'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Schema } from '../../src/storage/schema.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeDataDir } from './store-places.ts'

let shared: Promise<Store> | undefined

async function open(): Promise<Store> {
  const { dataDir } = await makeDataDir()
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', remove)
  // Vitest ends most of its workers by this signal.
  process.once('SIGTERM', () => {
    remove()
    process.kill(process.pid, 'SIGTERM')
  })
  const store = await openStore({ dataDir })
  await store.migrate()
  return store
}

/**
 * An embedded store that all test files of a worker use one after the other, for to open one takes longer than most
 * of their tests. These tables, which have to be all that is written to, are emptied after each test.
 */
export function useSharedStore(...tables: readonly (keyof Schema)[]): () => Store {
  let store: Store
  beforeAll(async () => {
    shared ??= open()
    store = await shared
  })
  afterEach(async () => {
    for (const table of tables) await store.db.deleteFrom(table).execute()
  })
  return () => store
}
