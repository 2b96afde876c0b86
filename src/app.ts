import { commands, createDesk, type Desk, isShareable } from './commands/desk.ts'
import { type Config, ConfigError, readConfig, type SlackConfig, type WorksConfig } from './config.ts'
import type { Log, Partner, WallClock } from './core/ports.ts'
import { createPartner, type PartnerSettings } from './partner/partner.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { buildServer } from './server.ts'
import { createSlack, type Slack } from './slack/app.ts'
import { createBusinessClock } from './text/dates.ts'
import { findOption } from './text/option-names.ts'
import { say, speak } from './text/speak.ts'
import { createBudget } from './works/budget.ts'
import { openHttp } from './works/http.ts'
import { createSignIn, type SignIn } from './works/sign-in.ts'

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
  const sandbox = await startSandbox({ ...config.sandbox, port, deskUrl })
  const wired = readConfig({ ...environment, ...sandbox.environment })
  if (!wired.works) throw new ConfigError(['the sandbox gave no credentials'])
  return { config: { ...wired, works: wired.works }, sandbox }
}

/** What answers, whatever the platform. */
export interface Answering {
  readonly desk: Desk
  readonly partner: Partner
  readonly signIn: SignIn
  /** Ends every connection to LINE WORKS. */
  close(): void
}

/** How long the Partner API is waited for, and by which clock. */
export type Patience = Pick<PartnerSettings, 'attemptMs' | 'readMs'> & { readonly wallClock?: WallClock }

export function createAnswering(
  { config, sandbox }: Surroundings,
  log: Log,
  { wallClock = Date.now, ...patience }: Patience = {},
): Answering {
  const { works } = config
  const http = openHttp()
  const { attemptMs } = patience
  const signIn = createSignIn({ ...works, http, wallClock, log, ...(attemptMs ? { attemptMs } : {}) })
  const budget = createBudget({ limit: works.rateLimit, wallClock })
  const partner = createPartner({ apiUrl: works.apiUrl, http, signIn, budget, wallClock, log, ...patience })
  sandbox?.clock.onMove(() => partner.forget())
  // Only what people read follows the sandbox's clock; tokens and timeouts keep to the wall's.
  const clock = createBusinessClock(sandbox ? () => sandbox.clock.now() : wallClock)
  const desk = createDesk({ partner, clock, findOption, log })
  return { desk, partner, signIn, close: () => http.close() }
}

function createSlackDesk(slack: SlackConfig, config: Config, desk: Desk, log: Log): Slack {
  return createSlack({
    ...slack,
    commands: commands.filter(({ spec }) => !spec.isPrivate).map(({ spec }) => spec.name),
    answer: desk.answer,
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
  readonly sandbox: Sandbox | undefined
  /** No new work; what runs is finished within ten seconds. */
  stop(): Promise<void>
}

/** Starts everything that `serve` needs. Throws a `ConfigError`, or an Error when a port is taken. */
export async function startApp(
  environment: NodeJS.ProcessEnv,
  createLog: (config: Config) => Log,
): Promise<App> {
  let url = ''
  const surroundings = await findSurroundings(environment, () => url)
  const { config, sandbox } = surroundings
  if (!config.slack)
    throw new ConfigError(['SLACK_SIGNING_SECRET: is missing', 'SLACK_BOT_TOKEN: is missing'])

  const log = createLog(config)
  const answering = createAnswering(surroundings, log)
  const slack = createSlackDesk(config.slack, config, answering.desk, log)
  let isStopping = false
  const server = buildServer({
    plugins: [slack.plugin],
    playgroundUrl: sandbox && `${sandbox.url}/playground`,
    unreadyReasons: () => (isStopping ? ['stopping'] : []),
  })
  const stop = async () => {
    isStopping = true
    await slack.stop()
    await server.close()
    answering.close()
    await sandbox?.close()
  }

  try {
    url = await server.listen({ port: config.port, host: config.host ?? (sandbox ? '127.0.0.1' : '0.0.0.0') })
    await slack.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { url, sandbox, stop }
}
