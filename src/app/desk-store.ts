import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import type { Instant } from '../core/calendar.ts'
import { clampTimes } from '../storage/clamp-times.ts'
import { claimSource } from '../storage/copy/source.ts'
import { openStore, type StorePlace } from '../storage/open/open-store.ts'
import type { Store, StoreOptions } from '../storage/store.ts'
import type { Surroundings } from './surroundings.ts'

/** Opens the store as `openCurrentStore` does, and makes it this Partner API's. A sandbox has a folder of its own. */
export async function openDeskStore(
  { config, sandbox }: Surroundings,
  options: StoreOptions = {},
): Promise<Store> {
  const { works, sandbox: world } = config
  const store = await openCurrentStore(config, sandbox !== undefined, options)
  try {
    // A sandbox's address and client are new at every start; its customers come from these two.
    const source = sandbox
      ? { apiUrl: 'the sandbox', clientId: `${world.seed}, ${world.customers} customers` }
      : { apiUrl: works.apiUrl, clientId: works.clientId }
    await claimSource(store, source)
    // Its clock begins anew with every start, maybe before what was kept at the last.
    if (sandbox) await clampTimes(store.db, instantOf(sandbox.clock.now()))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/**
 * Opens the store with the newest schema. The embedded one is brought up to date; PostgreSQL with an old schema is
 * refused, because there `migrate` decides when that happens.
 */
export async function openCurrentStore(
  config: Config,
  isSandboxed: boolean,
  options: StoreOptions = {},
): Promise<Store> {
  const store = await openStore(placeOfStore(config, isSandboxed), options)
  try {
    if (store.kind === 'embedded') await store.migrate()
    else if (!(await store.isCurrent())) {
      throw new ConfigError([
        'DATABASE_URL: its schema is older than this version; run npx partner-desk migrate',
      ])
    }
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function instantOf(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

type StoreSettings = Pick<Config, 'databaseUrl' | 'dataDir'>

/** Where the desk keeps what it remembers: a sandbox has a folder of its own, and never a server. */
export function placeOfStore({ databaseUrl, dataDir }: StoreSettings, isSandboxed: boolean): StorePlace {
  return {
    databaseUrl: isSandboxed ? undefined : databaseUrl,
    dataDir: storeFolder({ dataDir }, isSandboxed),
  }
}

/** The folder of the embedded store, and of the socket of the process that holds it. */
export function storeFolder({ dataDir }: Pick<Config, 'dataDir'>, isSandboxed: boolean): string {
  return isSandboxed ? join(dataDir, 'sandbox') : dataDir
}

/** Where a verb looks for a process that holds the store; undefined where that is on a server, which anybody may open. */
export function embeddedFolder(config: StoreSettings & Pick<Config, 'works'>): string | undefined {
  const { databaseUrl, dataDir } = placeOfStore(config, !config.works)
  return databaseUrl ? undefined : dataDir
}
