import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../core/ports.ts'
import { securityHeaders } from './security-headers.ts'

/** The methods that our routes have; `HEAD` comes with `GET`. */
const methods = ['GET', 'HEAD', 'POST'] as const

/**
 * Answers what no route takes, and what fails in one, with the status and its name: no address echoed, no message of a
 * library, no stack. What is refused so is refused before its body is read.
 */
export function refusePlainly(server: FastifyInstance, log: Log): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('cache-control', 'no-store')
    if (request.is404) refuseUnknown(server, request, reply)
    else done()
  })
  // For a route that is not there for everybody.
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404))
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ err: error }, 'request failed')
    return refuse(reply, status)
  })
}

/** For what is no HTTP, or none that Node reads: there is no request, and nothing to hook into. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = statusByCode[error.code ?? ''] ?? 400
  const body = JSON.stringify({ error: STATUS_CODES[status] })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy(error)
}

/** https://nodejs.org/api/http.html#event-clienterror */
const statusByCode: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
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
