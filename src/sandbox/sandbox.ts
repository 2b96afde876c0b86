import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { SandboxClock } from './clock.ts'
import type { SandboxContext, SlackShortcut } from './context.ts'
import { describeEnvironment } from './environment.ts'
import { Faults } from './faults.ts'
import { registerLineWorks } from './lineworks/register-lineworks.ts'
import { createTenant } from './lineworks/tenant.ts'
import { createMessages } from './messages.ts'
import { registerPartner } from './partner/register-partner.ts'
import { registerPlayground } from './playground/register-playground.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { registerControl } from './register-control.ts'
import { registerSignIn } from './register-sign-in.ts'
import { createSecrets } from './secrets.ts'
import type { SetTimer } from './set-timer.ts'
import { registerSlack } from './slack/register-slack.ts'
import { createSlackApp } from './slack/slack-app.ts'
import { Tokens } from './tokens.ts'
import { RateWindows } from './works-api/rate-windows.ts'
import { createWorld } from './world/world.ts'

export interface SandboxSettings {
  /** 0: any free port. */
  readonly port: number
  readonly customers: number
  readonly seed: string
  /** Requests per operation and minute of the Partner API and the Bot API. */
  readonly rateLimit: number
  /** How many times faster the rate windows pass than real time. */
  readonly timeScale: number
  /** Base URL of the desk that answers the playground, without a trailing slash. */
  readonly deskUrl: () => string
  /** Names of the registered slash commands, without the slash; any name is sent to the desk unless given. */
  readonly slashCommands?: readonly string[]
  /** The registered message shortcuts; any callback id is sent to the desk unless given. */
  readonly slackShortcuts?: readonly SlackShortcut[]
  /**
   * Whether the desk is let into Slack by installs alone, and `environment` holds what it needs for that; false unless
   * given: it has a token for the first workspace.
   */
  readonly slackOAuth?: boolean
  /** Whether installs give tokens that expire, where the page says nothing else; true unless given. */
  readonly slackRotation?: boolean
  /** What the Slack token may do; all that the desk asks for unless given. */
  readonly slackScopes?: readonly string[]
  /** Milliseconds since the epoch; real time unless given. */
  readonly wallClock?: () => number
  /** After how long what the desk did not take is sent again; real time unless given. */
  readonly setTimer?: SetTimer
  /** How many messages are remembered; as many as a page can bear to read unless given. */
  readonly mostMessages?: number
}

export interface Sandbox {
  readonly url: string
  /** The variables with which a desk is wired to this sandbox. */
  readonly environment: Readonly<Record<string, string>>
  readonly clock: SandboxClock
  /** Breaks what is still connected. */
  close(): Promise<void>
}

/** Whatever `HOST` says: the sandbox hands out its world to anybody who can reach it. */
const host = '127.0.0.1'

/** Starts the world outside on a loopback port. Rejects when the port is taken. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const clock = new SandboxClock(settings.wallClock)
  const secrets = await createSecrets()
  // Hung requests would keep a closing server open for ever.
  const app = Fastify({ logger: false, forceCloseConnections: true })
  const ownUrl = () => `http://${host}:${(app.server.address() as AddressInfo).port}`
  const context: SandboxContext = {
    clock,
    faults: new Faults(),
    secrets,
    messages: createMessages(settings.mostMessages),
    deskUrl: settings.deskUrl,
    slashCommands: settings.slashCommands,
    slackShortcuts: settings.slackShortcuts,
    ownUrl,
  }
  registerParts(app, context, settings)

  try {
    await app.listen({ port: settings.port, host })
  } catch (error) {
    await app.close()
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken
      ? new Error(`Port ${settings.port} is taken; SANDBOX_PORT sets another.`, { cause: error })
      : error
  }
  return {
    url: ownUrl(),
    environment: describeEnvironment(ownUrl(), secrets, settings.slackOAuth),
    clock,
    close: () => app.close(),
  }
}

function registerParts(app: FastifyInstance, context: SandboxContext, settings: SandboxSettings): void {
  const { clock } = context
  const { seed, customers, rateLimit, timeScale, slackScopes, slackOAuth, slackRotation, setTimer } = settings
  const tokens = new Tokens(() => clock.wall())
  const rateWindows = new RateWindows({ limit: rateLimit, timeScale, wall: () => clock.wall() })
  const world = createWorld({ seed, customers }, (zone) => clock.today(zone))

  refuseForeign(app)
  const slack = createSlackApp(context, {
    timeScale,
    ...(slackScopes ? { scopes: slackScopes } : {}),
    ...(slackOAuth === undefined ? {} : { isOAuth: slackOAuth }),
    ...(slackRotation === undefined ? {} : { rotates: slackRotation }),
    ...(setTimer ? { setTimer } : {}),
  })
  const tenant = createTenant(context)
  const control = async (scope: FastifyInstance) =>
    registerControl(scope, context, tokens, () => {
      rateWindows.clear()
      slack.reset()
      tenant.reset()
    })
  app.register(control, { prefix: '/_sandbox' })
  const signIn = async (scope: FastifyInstance) => registerSignIn(scope, context, tokens)
  app.register(signIn, { prefix: '/oauth2/v2.0' })
  const partner = async (scope: FastifyInstance) =>
    registerPartner(scope, context, { world, tokens, rateWindows, cursorKey: seed })
  app.register(partner, { prefix: '/v1.0' })
  app.register(async (scope) => registerLineWorks(scope, tenant, { tokens, rateWindows }))
  app.register(async (scope) => registerSlack(scope, slack))
  const watched = [context.messages, ...slack.workspaces.map(({ views }) => views)]
  app.register(async (scope) => registerPlayground(scope, context, world, watched))
}
