import type { FastifyInstance } from 'fastify'

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Refuses requests that a page elsewhere could have made the browser send: a Host that is not loopback with our own
 * port (a name rebound to 127.0.0.1), or an Origin that is not ours.
 */
export function refuseForeign(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const own = loopbackNames.map((name) => new URL(`http://${name}:${request.socket.localPort}`))
    const { host, origin } = request.headers
    const isOwnHost = own.some((url) => url.host === host?.toLowerCase())
    const isOwnOrigin = origin === undefined || own.some((url) => url.origin === origin.toLowerCase())
    if (!isOwnHost || !isOwnOrigin)
      return reply.code(403).send({ error: 'Only for pages and programs here.' })
  })
}
