import { type Config, ConfigError, readConfig, type WorksConfig } from '../config.ts'
import type { CalendarDate } from '../core/calendar.ts'
import type { WallClock } from '../core/ports.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { createHolidays } from '../text/holidays.ts'
import { registeredCommands, slackShortcuts } from './slack-registered.ts'

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

  // A desk with credentials never needs it, in time or in memory.
  const { startSandbox } = await import('../sandbox/sandbox.ts')
  const port = sandboxPort ?? config.sandbox.port
  const registered = { slashCommands: registeredCommands, slackShortcuts }
  const sandbox = await startSandbox({ ...config.sandbox, port, deskUrl, ...registered, wallClock })
  const wired = readConfig({ ...environment, ...sandbox.environment })
  if (!wired.works) throw new ConfigError(['the sandbox gave no credentials'])
  return { config: { ...wired, works: wired.works, logLevel: config.logLevel }, sandbox, isHoliday }
}

/** The clock that answers speak by, in milliseconds since the epoch: that of a sandbox can be moved. */
export function businessNowOf(
  { sandbox }: Pick<Surroundings, 'sandbox'>,
  wallClock: WallClock = Date.now,
): WallClock {
  return sandbox ? () => sandbox.clock.now() : wallClock
}
