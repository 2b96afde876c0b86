import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Observe } from '../core/metrics.ts'
import type { Log } from '../core/ports.ts'
import { newCorrelationId } from './correlation-id.ts'
import { verifyCallback } from './verify-callback.ts'

export interface CallbackRouteOptions {
  readonly bot: { readonly id: string; readonly secret: string }
  readonly log: Log
  readonly observe: Observe
  /** Takes in a body that was verified. Resolves once it may be acknowledged, and never rejects. */
  readonly receive: (body: string, correlationId: string) => Promise<void>
}

/** By which its requests are counted. */
const route = '/lineworks/callback'

/** A message has up to some thousand characters; this is many times as much. */
const bodyLimitBytes = 64 * 1024

/**
 * `POST /lineworks/callback`. What is verified is always answered with 200: LINE WORKS does not send a callback
 * again, whatever it is answered.
 */
export function createCallbackRoute({
  bot,
  log,
  observe,
  receive,
}: CallbackRouteOptions): FastifyPluginAsync {
  async function take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const correlationId = newCorrelationId()
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const refusal = verifyCallback({
      botId: bot.id,
      botSecret: bot.secret,
      givenBotId: header(request, 'x-works-botid'),
      signature: header(request, 'x-works-signature'),
      body,
    })
    if (refusal) {
      log.warn({ correlationId, reason: refusal }, 'request to LINE WORKS route refused')
      observe({ kind: 'refused', route, reason: refusal })
      return reply.code(401).send()
    }
    await receive(body.toString(), correlationId)
    return reply.code(200).send()
  }

  return async (scope) => {
    // The signature is over bytes; of how their type is written nothing depends.
    scope.addHook('onRequest', async ({ raw }) => {
      raw.headers['content-type'] = 'application/octet-stream'
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
      (_request, body, done) => done(null, body),
    )
    scope.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
      const status = error.statusCode ?? 500
      log[status < 500 ? 'warn' : 'error']({ status, code: error.code }, 'request to LINE WORKS route failed')
      observe({ kind: 'refused', route, reason: status === 413 ? 'too large' : 'unreadable' })
      return reply.code(status).send()
    })
    scope.post(route, take)
  }
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
