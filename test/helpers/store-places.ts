import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { StorePlace } from '../../src/storage/open/open-store.ts'
import { findEmptyStore, findMigratedStore } from './store-templates.ts'

/** Somewhere for a store of one's own, which may be opened again and again. */
export interface StorePlaceForTests extends StorePlace {
  /** Removes it; stores there have to be closed. */
  remove(): Promise<void>
}

type FolderForTests = StorePlaceForTests & { readonly databaseUrl?: undefined }

/** A folder for `DATA_DIR` whose embedded store has its tables. */
export async function makeDataDir(): Promise<FolderForTests> {
  return copy(await findMigratedStore())
}

/** One whose store has no tables yet, as that of a desk that was never started. */
export async function makeNewDataDir(): Promise<FolderForTests> {
  return copy(await findEmptyStore())
}

function copy(template: string): FolderForTests {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-store-'))
  cpSync(template, dataDir, { recursive: true })
  return { dataDir, remove: async () => rmSync(dataDir, { recursive: true }) }
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
