import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Answer, jsonAnswer } from '../answer.ts'
import { answerThroughFaults } from '../apply-fault.ts'
import type { MethodAnswer } from './method.ts'
import { appMethods, methods } from './methods.ts'
import { readBasic } from './oauth/check-client.ts'
import { type Arguments, readArguments } from './read-arguments.ts'
import type { SlackApp } from './slack-app.ts'
import type { Workspace } from './workspace.ts'

/** `/slack/api/…`: Slack's Web API, with forms, JSON bodies and queries. */
export function registerWebApi(app: FastifyInstance, slack: SlackApp): void {
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
      return answerThroughFaults(slack.context.faults, 'slack', method, request, reply, () =>
        answerMethod(method, request, slack),
      )
    },
  })
}

/** Slack answers 200 also where it refuses, except where it was asked too often. */
function answerMethod(name: string, request: FastifyRequest, slack: SlackApp): Answer {
  const given = readArguments(request)
  const appMethod = Object.hasOwn(appMethods, name) ? appMethods[name] : undefined
  if (appMethod) return answer(appMethod({ ...given, ...readBasic(request.headers.authorization) }, slack))
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return refuse('unknown_method')
  const token = readToken(request, given)
  if (token === undefined) return refuse('not_authed')
  const workspace = findByToken(token, slack)
  if ('error' in workspace) return refuse(workspace.error)
  // Before the method, which may take them away.
  const scopes = workspace.scopes.join(',')
  return answer(method(given, workspace), { 'x-oauth-scopes': scopes })
}

/** The workspace that a token belongs to, or why it opens none. */
function findByToken(token: string, { workspaces }: SlackApp): Workspace | { readonly error: string } {
  for (const workspace of workspaces) {
    const check = workspace.installation.check(token)
    if (check !== undefined) return check === 'valid' ? workspace : { error: check }
  }
  return { error: 'invalid_auth' }
}

function readToken(request: FastifyRequest, given: Arguments): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? (typeof given.token === 'string' ? given.token : undefined)
}

function answer(answered: MethodAnswer, headers: Readonly<Record<string, string>> = {}): Answer {
  return 'error' in answered ? refuseAnswer(answered) : jsonAnswer({ ok: true, ...answered }, 200, headers)
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
