import { join } from 'node:path'
import { commands } from '../commands/desk.ts'
import { type Config, ConfigError, readConfig, type WorksConfig } from '../config.ts'
import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { WallClock } from '../core/ports.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { clampTimes } from '../storage/clamp-times.ts'
import { openStore } from '../storage/open-store.ts'
import { claimSource } from '../storage/source.ts'
import type { Store, StoreOptions } from '../storage/store.ts'
import { createHolidays } from '../text/holidays.ts'
import { slackShortcuts } from './slack-shortcuts.ts'

/** What the manifest registers with Slack; every other command goes through `/desk`. */
export const registeredCommands = [
  ...commands.flatMap(({ spec }) => (spec.hasSlash ? [spec.name] : [])),
  'desk',
]

/** The settings of a process, and the sandbox that it started for want of credentials. */
export interface Surroundings {
  readonly config: Config & { readonly works: WorksConfig }
  readonly sandbox: Sandbox | undefined
  /** Whether rooms get no digest on a day. */
  readonly isHoliday: (on: CalendarDate) => boolean
}

export interface SurroundingsOptions {
  /** Of the desk that the playground talks to. */
  readonly deskUrl?: () => string
  /** Overrides the setting; 0: any free port. */
  readonly sandboxPort?: number
  readonly wallClock?: WallClock
}

/** Reads the settings; with no credentials at all starts a sandbox and wires them to it. Throws a `ConfigError`. */
export async function findSurroundings(
  environment: NodeJS.ProcessEnv,
  { deskUrl = () => '', sandboxPort, wallClock = Date.now }: SurroundingsOptions = {},
): Promise<Surroundings> {
  const config = readConfig(environment)
  const isHoliday = createHolidays(config.holidays)
  if (config.works) return { config: { ...config, works: config.works }, sandbox: undefined, isHoliday }

  const port = sandboxPort ?? config.sandbox.port
  const registered = { slashCommands: registeredCommands, slackShortcuts }
  const sandbox = await startSandbox({ ...config.sandbox, port, deskUrl, ...registered, wallClock })
  const wired = readConfig({ ...environment, ...sandbox.environment })
  if (!wired.works) throw new ConfigError(['the sandbox gave no credentials'])
  return { config: { ...wired, works: wired.works, logLevel: config.logLevel }, sandbox, isHoliday }
}

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
  const databaseUrl = isSandboxed ? undefined : config.databaseUrl
  const store = await openStore({ databaseUrl, dataDir: storeFolder(config, isSandboxed) }, options)
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

/** The folder of the embedded store, and of the socket of the process that holds it. */
export function storeFolder({ dataDir }: Pick<Config, 'dataDir'>, isSandboxed: boolean): string {
  return isSandboxed ? join(dataDir, 'sandbox') : dataDir
}
