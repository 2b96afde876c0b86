import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { openStore, type StorePlace } from '../../src/storage/open-store.ts'

/** Somewhere for a store of one's own. A store there is new, without tables, and may be opened again and again. */
export interface StorePlaceForTests extends StorePlace {
  /** Removes it; stores there have to be closed. */
  remove(): Promise<void>
}

const nodeModules = join(import.meta.dirname, '../../node_modules')

/** A folder for `DATA_DIR` whose embedded store opens in a fifth of a second: a new one takes three. */
export async function makeDataDir(): Promise<StorePlaceForTests & { readonly databaseUrl?: undefined }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-store-'))
  cpSync(await findEmptyStore(), dataDir, { recursive: true })
  return { dataDir, remove: async () => rmSync(dataDir, { recursive: true }) }
}

const cache = join(nodeModules, '.cache/partner-desk')
const { version } = JSON.parse(
  readFileSync(join(nodeModules, '@electric-sql/pglite/package.json'), 'utf8'),
) as { version: string }

/** Where the store that others are copied from is, once it has been made. */
export const emptyStore = join(cache, `empty-store-${version}`)

/** A folder with an embedded store that has no tables yet: made once for each version of PGlite, then copied. */
export async function findEmptyStore(): Promise<string> {
  const finished = emptyStore
  if (existsSync(finished)) return finished

  mkdirSync(cache, { recursive: true })
  // Other test files may be here at the same time; they wait until the first is done.
  const lock = new DatabaseSync(`${finished}.lock`)
  lock.exec('pragma busy_timeout = 60000; begin exclusive')
  try {
    if (existsSync(finished)) return finished
    const unfinished = mkdtempSync(`${finished}.`)
    const store = await openStore({ dataDir: unfinished })
    await store.close()
    rmSync(join(unfinished, 'store.lock'))
    renameSync(unfinished, finished)
    return finished
  } finally {
    lock.close()
  }
}

/** The PostgreSQL to test on: `TEST_DATABASE_URL`, or else one on this machine that trusts us. */
export async function findPostgres(): Promise<string | undefined> {
  const given = process.env.TEST_DATABASE_URL
  const local = ['postgres', userInfo().username].map((user) => `postgres://${user}@127.0.0.1:5432/test`)
  for (const url of given ? [given] : local) {
    if (await answers(url)) return url
  }
  return undefined
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return true
  } catch {
    // Whatever the reason, this one is not to be tested on.
    return false
  } finally {
    await client.end()
  }
}

/** A database of its own on that server. */
export async function makeDatabase(
  serverUrl: string,
): Promise<StorePlaceForTests & { readonly databaseUrl: string }> {
  const name = `desk_test_${randomBytes(6).toString('hex')}`
  await runOn(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  return {
    databaseUrl: url.href,
    dataDir: '/nowhere',
    remove: async () => runOn(serverUrl, `drop database ${name} with (force)`),
  }
}

/** Runs a statement on a connection of its own, past every store. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
