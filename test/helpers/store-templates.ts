/** Stores that tests copy: to make one takes seconds. Each is made once, and kept beside the packages. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../src/storage/open/open-store.ts'

const root = join(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/partner-desk')
const { version } = JSON.parse(
  readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
) as { version: string }

/** Where the store without tables is, once it has been made. */
export const emptyStore = join(cache, `empty-store-${version}`)

/** Where the one with the newest schema is; another as soon as a migration reads differently. */
export const migratedStore = join(cache, `store-${version}-${hashFolder('src/storage/migrations')}`)

/** A folder with an embedded store that has no tables yet. */
export function findEmptyStore(): Promise<string> {
  return find(emptyStore, async (folder) => {
    const store = await openStore({ dataDir: folder })
    await store.close()
  })
}

/** A folder with an embedded store that has its tables, and nothing in them. */
export function findMigratedStore(): Promise<string> {
  return find(migratedStore, async (folder) => {
    cpSync(await findEmptyStore(), folder, { recursive: true })
    const store = await openStore({ dataDir: folder })
    await store.migrate()
    await store.close()
  })
}

async function find(finished: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(finished)) return finished

  mkdirSync(cache, { recursive: true })
  // Other test files may be here at the same time; they wait until the first is done.
  const lock = new DatabaseSync(`${finished}.lock`)
  lock.exec('pragma busy_timeout = 60000; begin exclusive')
  try {
    if (existsSync(finished)) return finished
    const unfinished = mkdtempSync(`${finished}.`)
    await make(unfinished)
    rmSync(join(unfinished, 'store.lock'))
    renameSync(unfinished, finished)
    return finished
  } finally {
    lock.close()
  }
}

function hashFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(join(root, folder)).sort())
    hash.update(readFileSync(join(root, folder, file)))
  return hash.digest('hex').slice(0, 12)
}
