import type { FastifyInstance } from 'fastify'
import { type Answer, jsonAnswer } from '../answer.ts'
import { answerThroughFaults } from '../apply-fault.ts'
import { receiveResponse } from './receive-response.ts'
import type { SlackApp } from './slack-app.ts'

/** `POST /slack/response/…`: where `response_url`s lead. They take JSON. */
export function registerResponseUrls(app: FastifyInstance, slack: SlackApp): void {
  app.post<{ Params: { key: string } }>('/slack/response/:key', (request, reply) =>
    answerThroughFaults(slack.context.faults, 'slack', 'response_url', request, reply, () =>
      answerResponse(request.params.key, request.body, slack),
    ),
  )
}

function answerResponse(key: string, body: unknown, { workspaces }: SlackApp): Answer {
  const workspace = workspaces.find(({ responseUrls }) => responseUrls.has(key)) ?? workspaces[0]
  const origin = workspace.responseUrls.use(key)
  if (typeof origin === 'string') return jsonAnswer({ ok: false, error: origin }, 404)
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  // Slack's status for a payload that it refuses is not documented.
  if (!isObject) return jsonAnswer({ ok: false, error: 'invalid_payload' }, 400)
  const refusal = receiveResponse(body as Record<string, unknown>, origin, workspace)
  if (refusal) return jsonAnswer({ ok: false, error: refusal.error }, 400)
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok' }
}
