import type { FastifyPluginAsync } from 'fastify'
import type { Observe } from '../core/metrics.ts'
import { mayRead } from './may-read.ts'

export interface MetricsRouteOptions {
  readonly observe: Observe
  /** The bearer from beyond this machine; without it there is no such route there. */
  readonly token: string | undefined
  /** Never rejects. */
  readonly describe: () => Promise<string>
  readonly contentType: string
}

/** `GET /metrics`, and how long every request to the server takes. To be registered before all other plugins. */
export function createMetricsRoute(options: MetricsRouteOptions): FastifyPluginAsync {
  const { observe, token, describe, contentType } = options
  const plugin: FastifyPluginAsync = async (server) => {
    server.addHook('onResponse', (request, reply, done) => {
      // What is not a route of ours is told by no name: anybody could make up any number of them.
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
      observe({ kind: 'responded', route, status: reply.statusCode, ms: reply.elapsedTime })
      done()
    })
    server.get('/metrics', async (request, reply) => {
      const { headers, socket } = request
      const permission = mayRead({ remoteAddress: socket.remoteAddress, headers }, token)
      reply.header('cache-control', 'no-store')
      if (permission === 'hidden') return reply.callNotFound()
      if (permission === 'denied') return reply.code(401).header('www-authenticate', 'Bearer').send()
      return reply.header('content-type', contentType).send(await describe())
    })
  }
  // Its hook is for all routes, not only for its own.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}
