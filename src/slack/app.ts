import { App, type BlockAction, type ButtonAction, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { FastifyPluginAsync } from 'fastify'
import type { Reader } from '../core/call.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createAnswering } from './answering.ts'
import { toBoltLogger } from './bolt-log.ts'
import { type Correlated, newCorrelationId } from './correlation-id.ts'
import type { DeskPorts } from './desk-ports.ts'
import { deskCommand, onCommand } from './on-command.ts'
import { onPress } from './on-press.ts'
import { createPeople } from './people.ts'
import { createReceiver } from './receiver.ts'
import { createOpenReplies } from './replies.ts'
import { createShare } from './share.ts'
import { webApiOptions } from './web-api.ts'
import { countWork } from './work-in-flight.ts'

export interface SlackOptions extends DeskPorts {
  /** Absent: nothing is received over HTTP. */
  readonly signingSecret?: string
  readonly botToken: string
  /** Present: commands and buttons come by Socket Mode as well. */
  readonly appToken?: string
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  /** Names of slash commands without their slash; `desk` is always there. */
  readonly commands: readonly string[]
  /** For people whose own language and zone are not known. */
  readonly defaultReader: Reader
  readonly wallClock: WallClock
  readonly log: Log
  /** Milliseconds until a person is told that the answer takes longer; half of what Slack gives an acknowledgement. */
  readonly waitMs?: number
}

export interface Slack {
  /** The route `POST /slack/events`. */
  readonly plugin: FastifyPluginAsync
  /** Connects by Socket Mode, where that is set. Rejects when Slack refuses the app token. */
  start(): Promise<void>
  /** Ends Socket Mode, so that nothing new comes that way. */
  leave(): Promise<void>
  /** Waits for what goes on after its acknowledgement, `limitMs` at the longest. True when all of it ended. */
  settled(limitMs: number): Promise<boolean>
}

/** The desk on Slack: slash commands and buttons in, ephemeral answers out. */
export function createSlack(options: SlackOptions): Slack {
  const { signingSecret, botToken, appToken, apiUrl, defaultReader, wallClock, log, waitMs = 1500 } = options
  const work = countWork()
  const logger = toBoltLogger(log)
  const clientOptions = webApiOptions(apiUrl, logger)
  const client = new WebClient(botToken, clientOptions)

  const http = signingSecret ? createReceiver({ signingSecret, wallClock, log }) : undefined
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
    // One workspace, one token: nothing to look up, and no call to Slack before each answer.
    authorize: async () => ({ botToken }),
    convoStore: false,
    ignoreSelf: false,
    logger,
    clientOptions,
  })
  if (socket && receiver !== socket) socket.init(app)
  // Every request passes here, whichever way it came.
  app.use(({ next }) => work.add(next()))

  const answering = createAnswering({
    desk: options,
    people: createPeople({ client, defaultZone: defaultReader.zone, wallClock }),
    defaultReader,
    wallClock,
    log,
  })
  const openReplies = createOpenReplies({ apiUrl, log })
  const share = createShare({ answering, desk: options, client, log })
  app.command(commandPattern(options.commands), onCommand({ answering, openReplies, wallClock, log, waitMs }))
  app.action<BlockAction<ButtonAction>>(
    /^desk:/,
    onPress({ answering, share, openReplies, wallClock, log, waitMs }),
  )

  return {
    plugin: http?.plugin ?? (async () => {}),
    async start() {
      await socket?.start()
    },
    async leave() {
      await socket?.stop()
    },
    settled: (limitMs) => work.settled(limitMs),
  }
}

/** One listener for all commands: Bolt tries every listener on every request. */
function commandPattern(names: readonly string[]): RegExp {
  return new RegExp(`^/(?:${[...names, deskCommand].join('|')})$`)
}
