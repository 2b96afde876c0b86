import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** The end of a server, during which it still says how it is. */
export interface Drain {
  isBegun(): boolean
  /**
   * From here on whatever is not a reading is refused with 503. Resolves when all that was asked before has its
   * response, `limitMs` later at the latest.
   */
  begin(limitMs?: number): Promise<void>
}

/** Longer than the platforms wait for a response. */
const usualLimitMs = 5_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A `GET` that changes something, and is to be finished. */
    readonly isDoing?: boolean
  }
}

/** To be called before the server is ready. */
export function openDrain(server: FastifyInstance): Drain {
  const unanswered = new Set<ServerResponse>()
  let isBegun = false
  let onAnswered = () => {}

  server.addHook('onRequest', (request, reply, done) => {
    const { method } = request
    const isReading = (method === 'GET' || method === 'HEAD') && !request.routeOptions.config.isDoing
    if (isBegun && !isReading) {
      reply.header('connection', 'close').code(503).send({ error: 'Service Unavailable' })
      return
    }
    if (isReading) {
      done()
      return
    }
    unanswered.add(reply.raw)
    reply.raw.once('close', () => {
      unanswered.delete(reply.raw)
      if (unanswered.size === 0) onAnswered()
    })
    done()
  })

  return {
    isBegun: () => isBegun,
    async begin(limitMs = usualLimitMs) {
      isBegun = true
      if (unanswered.size === 0) return
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, limitMs)
        onAnswered = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    },
  }
}
