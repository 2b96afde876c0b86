import { type Answering, createAnswering } from './app/answering.ts'
import { openDeskStore } from './app/desk-store.ts'
import { openFigures } from './app/figures.ts'
import { finish } from './app/finish.ts'
import { addSenders, createLineWorksDesk, createSlackDesk } from './app/platforms.ts'
import { createFindUnreadyReasons } from './app/readiness.ts'
import { registerMenu } from './app/set-up.ts'
import { openSlackInstalls, type SlackInstalls } from './app/slack-installs.ts'
import { findSurroundings, type Surroundings } from './app/surroundings.ts'
import { startUpkeep } from './app/upkeep.ts'
import { type Config, ConfigError } from './config.ts'
import type { Log, WallClock } from './core/ports.ts'
import { openDrain } from './server/drain.ts'
import { buildServer } from './server.ts'
import type { Store } from './storage/store.ts'

/** A desk that listens. */
export interface App {
  readonly url: string
  readonly surroundings: Surroundings
  readonly answering: Answering
  readonly store: Store
  readonly slackInstalls: SlackInstalls | undefined
  readonly log: Log
  /**
   * No new work; what runs is finished within ten seconds, left to the next process, or else its people are told that
   * it was not.
   */
  stop(): Promise<void>
}

/** Starts everything that `serve` needs. Throws a `ConfigError`, or an Error when a port or the store is taken. */
export async function startApp(
  environment: NodeJS.ProcessEnv,
  createLog: (config: Config) => Log,
  { wallClock = Date.now }: { wallClock?: WallClock } = {},
): Promise<App> {
  let url = ''
  const begun: (() => unknown)[] = []
  const stop = async () => {
    for (const end of begun.splice(0).reverse()) await end()
  }
  try {
    const surroundings = await findSurroundings(environment, { deskUrl: () => url, wallClock })
    const { config, sandbox } = surroundings
    begun.push(() => sandbox?.close())
    if (!config.slack && !config.bot) throw new ConfigError(noPlatform)
    const log = createLog(config)
    const figures = openFigures(surroundings, wallClock)
    const { observe } = figures
    const store = await openDeskStore(surroundings, { onError: () => observe({ kind: 'storeFailed' }) })
    begun.push(() => store.close())
    const answering = createAnswering(surroundings, log, { store, wallClock, observe })
    const { digesting } = answering
    const slackInstalls = openSlackInstalls({ surroundings, store, wallClock, log })
    const around = { surroundings, answering, slackInstalls, store, wallClock, log, observe }
    const slack = createSlackDesk(around)
    const lineWorks = createLineWorksDesk(around)
    addSenders(around)
    const platforms = [slack, lineWorks].filter((platform) => platform !== undefined)
    const leaving = [...platforms, ...(digesting ? [digesting] : [])]
    const server = buildServer({
      plugins: [figures.plugin(store, log), ...platforms.map(({ plugin }) => plugin)],
      log,
      playgroundUrl: sandbox && `${sandbox.url}/playground`,
      unreadyReasons: createFindUnreadyReasons({ store, isStopping: () => drain.isBegun() }),
    })
    const drain = openDrain(server)
    begun.push(
      () => server.close(),
      () => finish(leaving, answering, log, store),
      startUpkeep({ store, digesting }, log).stop,
      () => Promise.all(leaving.map((each) => each.leave())),
      () => drain.begin(),
    )
    url = await server.listen({ port: config.port, host: config.host ?? (sandbox ? '127.0.0.1' : '0.0.0.0') })
    await Promise.all(platforms.map((platform) => platform.start()))
    // So that names are known also when the store fails before anybody has asked.
    answering.directory
      ?.copies()
      .catch((err: unknown) => log.warn({ err }, 'customers could not be read yet'))
    // A sandbox's clock begins anew, maybe before what was posted at the last start.
    if (sandbox) await digesting?.clockMoved()
    if (store.kind === 'embedded') await Promise.all([answering.collector?.start(), digesting?.start()])
    // Nobody else would: in a sandbox there is no operator.
    if (sandbox) await registerMenu(around)
    return { url, surroundings, answering, store, slackInstalls, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const noPlatform = [
  'SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN: are missing, unless the desk is for LINE WORKS alone',
  'WORKS_BOT_ID, WORKS_BOT_SECRET, WORKS_BOT_NAME: are missing, unless the desk is for Slack alone',
]
