import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../answer.ts'
import { answerThroughFaults } from '../apply-fault.ts'
import type { Tokens } from '../tokens.ts'
import { accessDenied, apiError, unknownPath } from '../works-api/api-error.ts'
import { checkBearer } from '../works-api/check-bearer.ts'
import type { RateWindows } from '../works-api/rate-windows.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import type { Tenant } from './tenant.ts'

export interface BotApiParts {
  readonly tokens: Tokens
  readonly rateWindows: RateWindows
}

type ApiRequest = FastifyRequest<{
  Params: Readonly<Record<string, string>>
  Querystring: Readonly<Record<string, unknown>>
  Body: string | undefined
}>

/** The Bot API, the users and the groups, to be registered under `/v1.0`. */
export function registerBotApi(app: FastifyInstance, tenant: Tenant, parts: BotApiParts): void {
  app.removeAllContentTypeParsers()
  // Read after the token is checked.
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => body.toString(),
  )
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500
    const code = status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'
    return send(reply, apiError(status, code, error.message))
  })

  for (const operation of operations) {
    const { name, method, path } = operation
    app.route({
      method,
      url: path,
      handler: (request, reply) => {
        const given = request as ApiRequest
        if (!/^\d*$/.test(given.params.botId ?? '')) return send(reply, unknownPath)
        return answerThroughFaults(tenant.context.faults, 'lineworks', name, request, reply, () =>
          answerOperation(operation, given, tenant, parts),
        )
      },
    })
  }
}

/** The token first, then the rate window, the bot, and the operation itself. */
function answerOperation(
  { name, scopes, answer }: Operation,
  { headers, params, query, body = '' }: ApiRequest,
  tenant: Tenant,
  { tokens, rateWindows }: BotApiParts,
): Answer {
  const bearer = checkBearer(headers.authorization, tokens, scopes)
  if ('refusal' in bearer) return bearer.refusal
  const { isWithin, headers: rateHeaders } = rateWindows.take(name)
  const respond = () => {
    if (!isWithin) return apiError(429, 'TOO_MANY_REQUESTS', 'API rate limit exceeded')
    const { botId = tenant.context.secrets.worksBotId } = params
    if (botId !== tenant.context.secrets.worksBotId) return accessDenied
    return answer({ params, query, body, scopes: bearer.scopes }, tenant)
  }
  const answered = respond()
  return { ...answered, headers: { ...answered.headers, ...rateHeaders } }
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).send(body)
}
