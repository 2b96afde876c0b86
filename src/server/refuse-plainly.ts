import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../core/ports.ts'

/** The methods that our routes have; `HEAD` comes with `GET`. */
const methods = ['GET', 'HEAD', 'POST'] as const

/**
 * Answers what no route takes, and what fails in one, with the status and its name: no address echoed, no message of a
 * library, no stack. What is refused so is refused before its body is read.
 */
export function refusePlainly(server: FastifyInstance, log: Log): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (request.is404) return refuseUnknown(server, request, reply)
  })
  server.setNotFoundHandler((request, reply) => refuseUnknown(server, request, reply))
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ err: error }, 'request failed')
    return refuse(reply, status)
  })
}

/** For an address that cannot be read: it comes before every hook. */
export function refuseAddress(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return refuse(reply.header('connection', 'close'), error.statusCode ?? 400)
}

function refuseUnknown(server: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? ''
  const allowed = methods.filter((method) => server.hasRoute({ method, url: path }))
  // The rest of a body is not waited for.
  reply.header('connection', 'close')
  if (allowed.length === 0) return refuse(reply, 404)
  return refuse(reply.header('allow', allowed.join(', ')), 405)
}

function refuse(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).send({ error: STATUS_CODES[status] ?? 'Error' })
}
