import { join } from 'node:path'
import { commands, createDesk, type Desk, isShareable } from './commands/desk.ts'
import { createFindReaders } from './commands/find-reader.ts'
import { type Config, ConfigError, readConfig, type SlackConfig, type WorksConfig } from './config.ts'
import type { Directory } from './core/directory.ts'
import type { BusinessClock, FindReaders, Log, Partner, WallClock } from './core/ports.ts'
import { type Collector, createCollector } from './directory/collector.ts'
import { createDirectory } from './directory/mirror.ts'
import { refreshCopy } from './directory/refresh-copy.ts'
import { createPartner, type PartnerSettings } from './partner/partner.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { buildServer } from './server.ts'
import { createSlack, type Slack } from './slack/app.ts'
import { cacheLanguages } from './storage/cache-languages.ts'
import { createCustomers } from './storage/customers.ts'
import { createLanguages } from './storage/languages.ts'
import { openStore } from './storage/open-store.ts'
import { createRequestWindows } from './storage/request-windows.ts'
import { claimSource } from './storage/source.ts'
import type { Store } from './storage/store.ts'
import { createBusinessClock } from './text/dates.ts'
import { findOption } from './text/option-names.ts'
import { say, speak } from './text/speak.ts'
import { createBudget, minuteMs, type RequestBudget } from './works/budget.ts'
import { openHttp } from './works/http.ts'
import { createSharedBudget } from './works/shared-budget.ts'
import { createSignIn, type SignIn } from './works/sign-in.ts'

/** What the manifest registers with Slack; every other command goes through `/desk`. */
export const registeredCommands = [
  ...commands.flatMap(({ spec }) => (spec.hasSlash ? [spec.name] : [])),
  'desk',
]

/** The settings of a process, and the sandbox that it started for want of credentials. */
export interface Surroundings {
  readonly config: Config & { readonly works: WorksConfig }
  readonly sandbox: Sandbox | undefined
}

/**
 * Reads the settings; with no credentials at all starts a sandbox and wires them to it.
 * `sandboxPort` overrides the setting (0: any free port). Throws a `ConfigError`.
 */
export async function findSurroundings(
  environment: NodeJS.ProcessEnv,
  deskUrl: () => string,
  sandboxPort?: number,
): Promise<Surroundings> {
  const config = readConfig(environment)
  if (config.works) return { config: { ...config, works: config.works }, sandbox: undefined }

  const port = sandboxPort ?? config.sandbox.port
  const sandbox = await startSandbox({ ...config.sandbox, port, deskUrl, slashCommands: registeredCommands })
  const wired = readConfig({ ...environment, ...sandbox.environment })
  if (!wired.works) throw new ConfigError(['the sandbox gave no credentials'])
  return { config: { ...wired, works: wired.works, logLevel: config.logLevel }, sandbox }
}

/**
 * Opens the store and makes it this Partner API's. The embedded one is brought up to date; PostgreSQL with an old
 * schema is refused, because there `migrate` decides when that happens. A sandbox has a folder of its own.
 */
export async function openDeskStore({ config, sandbox }: Surroundings): Promise<Store> {
  const { works, databaseUrl, sandbox: world } = config
  const dataDir = storeFolder(config, sandbox !== undefined)
  const store = await openStore({ databaseUrl: sandbox ? undefined : databaseUrl, dataDir })
  try {
    if (store.kind === 'embedded') await store.migrate()
    else if (!(await store.isCurrent())) {
      throw new ConfigError(['DATABASE_URL: its schema is older than this version; run partner-desk migrate'])
    }
    // A sandbox's address and client are new at every start; its customers come from these two.
    const source = sandbox
      ? { apiUrl: 'the sandbox', clientId: `${world.seed}, ${world.customers} customers` }
      : { apiUrl: works.apiUrl, clientId: works.clientId }
    await claimSource(store, source)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The folder of the embedded store, and of the socket of the process that holds it. */
export function storeFolder({ dataDir }: Pick<Config, 'dataDir'>, isSandboxed: boolean): string {
  return isSandboxed ? join(dataDir, 'sandbox') : dataDir
}

/** What answers, whatever the platform. */
export interface Answering {
  readonly desk: Desk
  readonly findReaders: FindReaders
  readonly partner: Partner
  readonly signIn: SignIn
  /** The copy of all customers; only where there is a store. */
  readonly directory: Directory | undefined
  /** Keeps the copy fresh, once it is started; only where there is a store. */
  readonly collector: Collector | undefined
  /** Ends collecting and every connection to LINE WORKS. */
  close(): Promise<void>
}

export interface AnsweringOptions extends Pick<PartnerSettings, 'attemptMs' | 'readMs'> {
  /** Without it nothing is remembered: no languages, and customers are known by domain ID alone. */
  readonly store?: Store
  readonly wallClock?: WallClock
}

export function createAnswering(
  { config, sandbox }: Surroundings,
  log: Log,
  { store, wallClock = Date.now, ...patience }: AnsweringOptions = {},
): Answering {
  const { works } = config
  const http = openHttp()
  const { attemptMs } = patience
  const signIn = createSignIn({ ...works, http, wallClock, log, ...(attemptMs ? { attemptMs } : {}) })
  // The minutes of the rate limit; a sandbox may have faster ones, to be measured against.
  const windowMs = minuteMs / (sandbox ? config.sandbox.timeScale : 1)
  const budget = createBudgetOn(store, { limit: works.rateLimit, windowMs, wallClock, log })
  const around = { apiUrl: works.apiUrl, http, signIn, budget, wallClock, log }
  const reads = createPartner({ ...around, ...patience })
  // Only what people read follows the sandbox's clock; tokens and timeouts keep to the wall's.
  const businessNow = sandbox ? () => sandbox.clock.now() : wallClock
  const clock = createBusinessClock(businessNow)
  const copy = store && keepCopy(store, { around, reads, clock, businessNow, windowMs, log })
  sandbox?.clock.onMove(() => {
    reads.forget()
    // Another day: what the copy says of it is another story.
    copy?.collector.passNow().catch((err: unknown) => log.warn({ err }, 'no pass after the clock was moved'))
  })

  const partner = copy?.partner ?? reads
  const languages = store && cacheLanguages(createLanguages(store.db))
  const desk = createDesk({ partner, clock, directory: copy?.directory, languages, findOption, log })
  return {
    desk,
    findReaders: createFindReaders(languages, config.locale, log),
    partner,
    signIn,
    directory: copy?.directory,
    collector: copy?.collector,
    async close() {
      await copy?.collector.stop()
      http.close()
      await copy?.partner.settled()
    },
  }
}

/** One process has the embedded store; on a server the processes share what LINE WORKS allows. */
function createBudgetOn(
  store: Store | undefined,
  settings: { limit: number; windowMs: number; wallClock: WallClock; log: Log },
): RequestBudget {
  if (store?.kind !== 'postgres') return createBudget(settings)
  return createSharedBudget({ ...settings, windows: createRequestWindows(store.db, settings) })
}

/** A read in the background waits for its share of a minute that people may have used up. */
const collectingReadMs = 180_000

interface CopySettings {
  readonly around: Omit<PartnerSettings, 'readMs'>
  readonly reads: Partner
  readonly clock: BusinessClock
  readonly businessNow: WallClock
  readonly windowMs: number
  readonly log: Log
}

/** The desk's own copy of all customers: what fills it, what searches it, and what people read on the way. */
function keepCopy(store: Store, { around, reads, clock, businessNow, windowMs, log }: CopySettings) {
  const customers = createCustomers(store.db)
  const background = createPartner({ ...around, purpose: 'collecting', readMs: collectingReadMs })
  return {
    collector: createCollector({ store, partner: background, wallClock: businessNow, clock, windowMs, log }),
    directory: createDirectory({ copies: customers, wallClock: around.wallClock, log }),
    partner: refreshCopy({ partner: reads, customers, wallClock: businessNow, log }),
  }
}

function createSlackDesk(slack: SlackConfig, config: Config, answering: Answering, log: Log): Slack {
  return createSlack({
    ...slack,
    commands: commands.filter(({ spec }) => !spec.isPrivate).map(({ spec }) => spec.name),
    answer: answering.desk.answer,
    findReaders: answering.findReaders,
    speak,
    say,
    isShareable,
    defaultReader: { locale: config.locale, zone: config.zone },
    wallClock: Date.now,
    log,
  })
}

/** A desk that listens. */
export interface App {
  readonly url: string
  readonly surroundings: Surroundings
  readonly answering: Answering
  readonly store: Store
  /** No new work; what runs is finished within ten seconds, or its people are told that it was not. */
  stop(): Promise<void>
}

/** For work that goes on after its acknowledgement. */
const finishMs = 10_000
/** For telling people about work that was cut short. */
const apologiseMs = 1_000

/** Starts everything that `serve` needs. Throws a `ConfigError`, or an Error when a port or the store is taken. */
export async function startApp(
  environment: NodeJS.ProcessEnv,
  createLog: (config: Config) => Log,
): Promise<App> {
  let url = ''
  const begun: (() => unknown)[] = []
  const stop = async () => {
    for (const end of begun.splice(0).reverse()) await end()
  }
  try {
    const surroundings = await findSurroundings(environment, () => url)
    const { config, sandbox } = surroundings
    begun.push(() => sandbox?.close())
    if (!config.slack) {
      throw new ConfigError(['SLACK_SIGNING_SECRET: is missing', 'SLACK_BOT_TOKEN: is missing'])
    }
    const log = createLog(config)
    const store = await openDeskStore(surroundings)
    begun.push(() => store.close())
    const answering = createAnswering(surroundings, log, { store })
    const slack = createSlackDesk(config.slack, config, answering, log)
    begun.push(async () => {
      if (!(await slack.settled(finishMs))) log.warn({}, 'stopping while answers are still under way')
      await answering.close()
      await slack.settled(apologiseMs)
    })
    const server = buildServer({
      plugins: [slack.plugin],
      playgroundUrl: sandbox && `${sandbox.url}/playground`,
      unreadyReasons: async () => ((await isUsable(store)) ? [] : ['store']),
    })
    begun.push(
      () => slack.leave(),
      () => server.close(),
    )
    url = await server.listen({ port: config.port, host: config.host ?? (sandbox ? '127.0.0.1' : '0.0.0.0') })
    await slack.start()
    if (store.kind === 'embedded') await answering.collector?.start()
    return { url, surroundings, answering, store, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function isUsable(store: Store): Promise<boolean> {
  return store.check().then(
    () => true,
    () => false,
  )
}
