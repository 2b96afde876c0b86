import {
  App,
  type BlockAction,
  type ButtonAction,
  SocketModeReceiver,
  type ViewSubmitAction,
} from '@slack/bolt'
import type { FastifyPluginAsync } from 'fastify'
import { type Correlated, newCorrelationId } from './correlation-id.ts'
import { formId } from './digest-form/form-view.ts'
import { onForm } from './digest-form/on-form.ts'
import { createOpenForm, type FindDigest } from './digest-form/open-form.ts'
import { createReceiver } from './door/receiver.ts'
import { claimFirst } from './events/claim-first.ts'
import { hearEnd } from './events/hear-end.ts'
import { createIntake } from './events/intake.ts'
import type { OAuthInstalls } from './installs/oauth-installs.ts'
import { createInstallRoutes, type InstallRoutesOptions } from './installs/routes.ts'
import { type Background, createLateDesk, type LateDeskOptions } from './late-desk.ts'
import { deskCommand, onCommand } from './on-command.ts'
import { onPress } from './on-press.ts'
import { lookUpId, onShortcut } from './on-shortcut.ts'
import { toBoltLogger } from './web-api/bolt-log.ts'
import { webApiOptions } from './web-api/web-api.ts'

export interface SlackOptions extends LateDeskOptions {
  /** Present: workspaces install the app by themselves. */
  readonly oauth?: SlackOAuth
  /** Absent: nothing is received over HTTP. */
  readonly signingSecret?: string
  /** Present: everything comes by Socket Mode as well. */
  readonly appToken?: string
  /** Where questions are answered without a mention; nowhere by default. */
  readonly supportChannels?: readonly string[]
  /** Names of slash commands without their slash; `desk` is always there. */
  readonly commands: readonly string[]
  /** Milliseconds until a person is told that the answer takes longer; half of what Slack gives an acknowledgement. */
  readonly waitMs?: number
  /** What the form for a room's digest is filled in with; without it, always with what is usual. */
  readonly findDigest?: FindDigest
}

/** What it takes for workspaces to install the app. */
export interface SlackOAuth extends Pick<InstallRoutesOptions, 'clientId' | 'clientSecret' | 'stateSecret'> {
  readonly installs: OAuthInstalls
}

export interface Slack extends Background {
  /** The route `POST /slack/events`; with OAuth also those by which a workspace installs the app. */
  readonly plugin: FastifyPluginAsync
  /** Connects by Socket Mode as well, where that is set. Rejects when Slack refuses the app token. */
  start(): Promise<void>
}

/** The desk in Slack: commands, buttons, forms, shortcuts and messages in, answers out. */
export function createSlack(options: SlackOptions): Slack {
  const { signingSecret, appToken, apiUrl, wallClock, log, observe, waitMs = 1500 } = options
  const { oauth, say, findDigest = async () => undefined, supportChannels = [] } = options
  const desk = createLateDesk(options)
  const openForm = createOpenForm({ ...desk, say, findDigest, log })
  const logger = toBoltLogger(log)
  const clientOptions = webApiOptions(apiUrl, logger)

  const http = signingSecret
    ? createReceiver({ signingSecret, wallClock, log, ...(observe ? { observe } : {}) })
    : undefined
  const socket = appToken
    ? new SocketModeReceiver({
        appToken,
        logger,
        installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
        customPropertiesExtractor: () => ({ correlationId: newCorrelationId() }) satisfies Correlated,
      })
    : undefined
  const receiver = http ?? socket
  if (!receiver) throw new Error('Slack needs a signing secret or an app token')

  const app = new App<Correlated>({
    receiver,
    // Answers go out by clients of our own, and Bolt has no call to make before each of them.
    authorize: async () => ({}),
    convoStore: false,
    ignoreSelf: false,
    logger,
    clientOptions,
  })
  const { keeping, heardAnswers, workspaces, work } = desk
  const around = { keeping, heardAnswers, workspaces, work, wallClock, log }
  const intake = createIntake({ desk: options, supportChannels, ...around })
  const ears = claimFirst(oauth ? hearEnd(app, { end: oauth.installs.end, log }) : app, intake)
  http?.init(ears)
  socket?.init(ears)
  // Every request passes here, whichever way it came.
  app.use(({ next }) => desk.work.add(next()))

  app.command(commandPattern(options.commands), onCommand({ desk, wallClock, log, waitMs }))
  app.action<BlockAction<ButtonAction>>(/^desk:/, onPress({ desk, openForm, wallClock, log, waitMs }))
  app.shortcut(
    { type: 'message_action', callback_id: lookUpId },
    onShortcut({ desk, wallClock, log, waitMs }),
  )
  app.view<ViewSubmitAction>(formId, onForm({ desk, wallClock, log, waitMs }))

  return {
    plugin: async (scope) => {
      if (http) await scope.register(http.plugin)
      if (oauth) await scope.register(createInstallRoutes({ ...options, ...oauth }))
    },
    async start() {
      await socket?.start()
      await desk.start()
    },
    async leave() {
      await Promise.all([socket?.stop(), desk.leave()])
    },
    settled: desk.settled,
    letGo: desk.letGo,
  }
}

/** One listener for all commands: Bolt tries every listener on every request. */
function commandPattern(names: readonly string[]): RegExp {
  return new RegExp(`^/(?:${[...names, deskCommand].join('|')})$`)
}
