import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Answer, jsonAnswer } from '../answer.ts'
import { answerThroughFaults } from '../apply-fault.ts'
import { methods } from './methods.ts'
import { type Arguments, readArguments } from './read-arguments.ts'
import type { Workspace } from './workspace.ts'

/** `/slack/api/…`: Slack's Web API, with forms, JSON bodies and queries. */
export function registerWebApi(app: FastifyInstance, workspace: Workspace): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => new URLSearchParams(body.toString()),
  )
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) throw error
    const isUnknownType = error.statusCode === 415
    return reply.send({ ok: false, error: isUnknownType ? 'invalid_post_type' : 'invalid_json' })
  })
  app.route<{ Params: { method: string } }>({
    method: ['GET', 'POST'],
    url: '/slack/api/:method',
    handler: (request, reply) => {
      const { method } = request.params
      return answerThroughFaults(workspace.context.faults, 'slack', method, request, reply, () =>
        answerMethod(method, request, workspace),
      )
    },
  })
}

/** Slack answers 200 also where it refuses, except where it was asked too often. */
function answerMethod(name: string, request: FastifyRequest, workspace: Workspace): Answer {
  const given = readArguments(request)
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return refuse('unknown_method')
  const token = readToken(request, given)
  if (token === undefined) return refuse('not_authed')
  if (!isEqual(token, workspace.context.secrets.slackBotToken)) return refuse('invalid_auth')

  const answer = method(given, workspace)
  if ('error' in answer) return refuseAnswer(answer)
  return jsonAnswer({ ok: true, ...answer }, 200, { 'x-oauth-scopes': workspace.scopes.join(',') })
}

function readToken(request: FastifyRequest, given: Arguments): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? (typeof given.token === 'string' ? given.token : undefined)
}

function isEqual(given: string, secret: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === Buffer.byteLength(secret) && timingSafeEqual(bytes, Buffer.from(secret))
}

function refuseAnswer({ error, message, waitSeconds, ...more }: Readonly<Record<string, unknown>>): Answer {
  if (waitSeconds !== undefined)
    return jsonAnswer({ ok: false, error }, 429, { 'retry-after': String(waitSeconds) })
  const reason = message === undefined ? {} : { response_metadata: { messages: [message] } }
  return refuse(String(error), { ...more, ...reason })
}

function refuse(error: string, more: object = {}): Answer {
  return jsonAnswer({ ok: false, error, ...more })
}
