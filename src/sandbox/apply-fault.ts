import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Fault, Faults, FaultTarget } from './faults.ts'

/** Marks a request that has followed a redirect of ours, so that it is answered. */
const redirectMark = 'redirected=1'

/** Longer than the 1.5 s for which the desk waits before it acknowledges. */
const usualDelayMs = 3_000

const usualWaitMs = 1_000

/** Takes the fault that is waiting for this operation and plays it; without one, answers normally. */
export function answerThroughFaults(
  faults: Faults,
  target: FaultTarget,
  operation: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  respondNormally: () => Answer | Promise<Answer>,
): Promise<FastifyReply> {
  const fault = hasFollowedRedirect(request) ? undefined : faults.take(target, operation)
  return applyFault(fault, request, reply, respondNormally)
}

/** Plays one fault on a request. `respondNormally` does the work, if the fault lets it come to that. */
async function applyFault(
  fault: Fault | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  respondNormally: () => Answer | Promise<Answer>,
): Promise<FastifyReply> {
  switch (fault?.kind) {
    case undefined:
      return send(reply, await respondNormally())
    case 'status':
      return send(reply, errorAnswer(fault))
    case 'slow': {
      const answer = await respondNormally()
      // Nobody waits any more once the sandbox is closed, and the timer must not keep the process alive.
      await delay(fault.delayMs ?? usualDelayMs, undefined, { ref: false })
      return send(reply, answer)
    }
    case 'hang':
      return reply.hijack()
    case 'truncate': {
      const answer = await respondNormally()
      return send(reply, { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) })
    }
    case 'html':
      return send(reply, pageAnswer(fault.status ?? 502))
    case 'redirect':
      if (hasFollowedRedirect(request)) return send(reply, await respondNormally())
      return reply.redirect(otherNameOf(request), 307)
    case 'drop':
      return breakConnection(request, reply)
    case 'dropAfterAccept':
      await respondNormally()
      return breakConnection(request, reply)
  }
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body)
}

function breakConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

function hasFollowedRedirect(request: FastifyRequest): boolean {
  return request.url.split('?')[1]?.split('&').includes(redirectMark) ?? false
}

/** Another host name, so that clients which guard it take the Authorization header off. */
function otherNameOf(request: FastifyRequest): string {
  const name = request.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  const mark = request.url.includes('?') ? '&' : '?'
  return `http://${name}:${request.socket.localPort}${request.url}${mark}${redirectMark}`
}

function errorAnswer(fault: Fault): Answer {
  const status = fault.status ?? 500
  const waitSeconds = String(Math.ceil((fault.delayMs ?? usualWaitMs) / 1000))
  switch (fault.target) {
    case 'auth':
      return jsonAnswer({ error: 'server_error', error_description: 'The server met an error.' }, status)
    case 'slack':
      if (status === 429) {
        return jsonAnswer({ ok: false, error: 'ratelimited' }, status, { 'retry-after': waitSeconds })
      }
      return jsonAnswer({ ok: false, error: 'internal_error' }, status)
    case 'partner':
    case 'lineworks': {
      const [code, description] = worksErrors[status] ?? []
      if (!code) return { status, headers: {}, body: '' }
      const headers = { 'rateLimit-remaining': '0', 'rateLimit-reset': waitSeconds }
      return jsonAnswer({ code, description }, status, status === 429 ? headers : {})
    }
  }
}

/** Statuses that are not named here, such as 503, come without a body, as the documentation allows. */
const worksErrors: Readonly<Record<number, readonly [code: string, description: string]>> = {
  400: ['INVALID_PARAMETER', 'The parameter is invalid.'],
  401: ['UNAUTHORIZED', 'Authentication failed.'],
  403: ['FORBIDDEN', 'You do not have permission.'],
  404: ['NOT_FOUND', 'Not found.'],
  429: ['TOO_MANY_REQUESTS', 'API rate limit exceeded'],
  500: ['INTERNAL_SERVER_ERROR', 'Internal server error.'],
}

function pageAnswer(status: number): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Bad Gateway</title><h1>The server is not there at the moment.</h1>',
  }
}
