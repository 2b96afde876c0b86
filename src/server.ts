import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'

export interface ServerOptions {
  readonly plugins: readonly FastifyPluginAsync[]
  /** Where `/` leads; without it `/` says what this is. */
  readonly playgroundUrl: string | undefined
  /** Why the desk cannot be used just now, as codes; empty when it can. */
  readonly unreadyReasons: () => Promise<readonly string[]>
  /** Within this a request has to be here with all of its body; it is then answered with 408. */
  readonly requestTimeoutMs?: number
}

/** Every request is small; the largest is a button pressed under a long message. */
const bodyLimitBytes = 64 * 1024

/** The platforms send a request in one go; a body that trickles only holds a connection. */
const usualRequestTimeoutMs = 10_000

/** The HTTP server: health for those who watch it, and whatever the platforms bring along. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { plugins, playgroundUrl, unreadyReasons, requestTimeoutMs = usualRequestTimeoutMs } = options
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    requestTimeout: requestTimeoutMs,
    // Node looks for late requests every 30 seconds unless it is told otherwise.
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 5 },
  })

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
