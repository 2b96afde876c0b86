import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import type { Log } from './core/ports.ts'
import { closeInTime } from './server/close-in-time.ts'
import { refuseAddress, refuseConnection, refusePlainly } from './server/refuse-plainly.ts'

export interface ServerOptions {
  readonly plugins: readonly FastifyPluginAsync[]
  /** Where `/` leads; without it `/` says what this is. */
  readonly playgroundUrl: string | undefined
  /** Why the desk cannot be used just now, as codes; empty when it can. */
  readonly unreadyReasons: () => Promise<readonly string[]>
  readonly log: Log
  /** Within this a request has to be here with all of its body; it is then answered with 408. */
  readonly requestTimeoutMs?: number
  /** More connections than these at one time are dropped. */
  readonly mostConnections?: number
  /** How long a closing server waits for the requests that it has. */
  readonly closeMs?: number
}

/** Everything else is small; what Slack says of messages has a limit of its own: src/slack/door/receiver.ts. */
const bodyLimitBytes = 64 * 1024

/** Address and headers together; the platforms send about one KiB, a reverse proxy may add as much. */
const headLimitBytes = 16 * 1024

/** The platforms send a request in one go; a body that trickles only holds a connection. */
const usualRequestTimeoutMs = 10_000

/**
 * Longer than the usual reverse proxy keeps one that nobody uses (60 s): whoever closes it first must not be us, or a
 * request may just be on its way. How many requests come over one has no limit, for the proxy sends all of them.
 */
const keepAliveMs = 72_000

/** Some 20 MB of idle ones; the platforms need a few dozen. One that says nothing is closed with the late requests. */
const usualMostConnections = 1_000

/** The longest that Slack waits for an acknowledgement; nobody waits longer. */
const usualCloseMs = 5_000

/** The HTTP server: health for those who watch it, and whatever the platforms bring along. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { plugins, playgroundUrl, unreadyReasons, log } = options
  const { requestTimeoutMs = usualRequestTimeoutMs, mostConnections = usualMostConnections } = options
  const { closeMs = usualCloseMs } = options
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    http: {
      headersTimeout: requestTimeoutMs,
      maxHeaderSize: headLimitBytes,
      // Node looks for late requests every 30 seconds unless it is told otherwise.
      connectionsCheckingInterval: requestTimeoutMs / 5,
    },
  })
  server.server.maxConnections = mostConnections
  server.server.on('drop', () => log.warn({ mostConnections }, 'too many connections at one time'))

  refusePlainly(server, log)
  closeInTime(server, closeMs)
  server.get('/healthz', async () => ({ alive: true }))
  server.get('/readyz', async (_request, reply) => {
    const reasons = await unreadyReasons()
    return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons })
  })
  server.get('/', async (_request, reply) =>
    playgroundUrl
      ? reply.redirect(playgroundUrl)
      : reply
          .type('text/plain; charset=utf-8')
          .send('Partner Desk answers in chat. There is nothing to see here.\n'),
  )
  for (const plugin of plugins) server.register(plugin)
  return server
}
