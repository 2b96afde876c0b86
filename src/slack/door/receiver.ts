import type { App, Receiver } from '@slack/bolt'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { DeskError } from '../../core/errors.ts'
import { type Observe, observeNothing } from '../../core/metrics.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import { type Correlated, newCorrelationId } from '../correlation-id.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { openAcknowledgement } from './acknowledgement.ts'
import { jsonBytes } from './json-bytes.ts'
import { isSslCheck, parseBody, type SlackBody } from './parse-body.ts'
import { verifyRequest } from './verify-request.ts'

export interface FastifyReceiverOptions {
  readonly signingSecret: string
  readonly wallClock: WallClock
  readonly log: Log
  /** Told of what reaches no handler; absent: nobody counts. */
  readonly observe?: Observe
}

export interface FastifyReceiver extends Receiver {
  /** `POST /slack/events`. Parsers and limits of other routes stay as they are. */
  readonly plugin: FastifyPluginAsync
}

/**
 * Slack's largest request is of a long message: a person may write some 12,000 characters, and a change of it has them
 * four times, as text and as blocks, before and after. At six bytes each, as `\u3042`, that is 288,000 bytes; a
 * shortcut on it has them twice, in a form at nine bytes each, 216,000. The rest is for what stands around them.
 */
const longestBytes = 512 * 1024
/** Everything else is far shorter: the next is a button under a long message, half of this. */
const usualBytes = 64 * 1024

/** By which its requests are counted. */
const route = '/slack/events'

/** Slack stops waiting at 3 s, and 5 s for custom steps; one more millisecond as in Bolt's own receivers. */
const deadlineMs = 3001
const functionDeadlineMs = 5001

/** Characters of a signed request that its log line may hold. */
const loggedLength = 40

/**
 * Bolt's receiver on Fastify. Answers as Bolt's `HTTPReceiver` does, but refuses stamps from the future, takes no
 * long body for the check of a certificate, and understands a content type with parameters.
 */
export function createReceiver(options: FastifyReceiverOptions): FastifyReceiver {
  const { signingSecret, wallClock, log, observe = observeNothing } = options
  const refused = (reason: string) => observe({ kind: 'refused', route, reason })
  let app: App | undefined

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const contentType = request.headers['content-type']
    if (isSslCheck(bytes, contentType)) return reply.code(200).send()

    const correlationId = newCorrelationId()
    const isLong = bytes.length > usualBytes
    const refusal = verifyRequest({
      signingSecret,
      timestamp: header(request, 'x-slack-request-timestamp'),
      signature: header(request, 'x-slack-signature'),
      body: bytes,
      nowMs: wallClock(),
    })
    if (refusal) {
      const reason = isLong ? 'too large' : refusal
      log.warn({ correlationId, reason }, 'request to Slack route refused')
      refused(reason)
      return reply.code(isLong ? 413 : 401).send()
    }

    let body: SlackBody
    try {
      body = parseBody(bytes, contentType)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      // The parser's message may quote from the body.
      log.warn({ correlationId, contentType: cut(contentType) }, 'request from Slack could not be read')
      refused('unreadable')
      return reply.code(isLong ? 413 : 400).send()
    }
    if (isLong && !isOfMessage(body)) {
      log.warn({ correlationId, type: cut(body.type) }, 'request to Slack route too long')
      refused('too large')
      return reply.code(413).send()
    }
    if (body.type === 'url_verification') {
      return reply.header('content-type', 'application/json').send({ challenge: body.challenge })
    }
    return process(body, request, reply, correlationId)
  }

  async function process(
    body: SlackBody,
    request: FastifyRequest,
    reply: FastifyReply,
    correlationId: string,
  ): Promise<FastifyReply> {
    const { given, ack, fail } = openAcknowledgement(deadlineOf(body), () =>
      log.error(
        { correlationId, type: cut(body.type), command: cut(body.command) },
        'request from Slack was acknowledged by no listener',
      ),
    )
    const retryNum = header(request, 'x-slack-retry-num')
    const retryReason = header(request, 'x-slack-retry-reason')
    const event = {
      body,
      ack,
      customProperties: { correlationId } satisfies Correlated,
      ...(retryNum === undefined ? {} : { retryNum: Number.parseInt(retryNum, 10) }),
      ...(retryReason === undefined ? {} : { retryReason }),
    }
    if (app) {
      app.processEvent(event).catch((error: unknown) => {
        const isRefused = isRefusal(body, error)
        const failed = fail(isRefused ? 503 : 500)
        // Who refused has said why.
        if (isRefused && failed) return
        log.error(
          { correlationId, err: describeSlackError(error) },
          failed ? 'request from Slack failed' : 'request from Slack failed after its ack',
        )
      })
    }

    const { status, body: content } = await given
    reply.code(status)
    if (!content) return reply.send()
    if (typeof content === 'string') return reply.send(content)
    return reply.header('content-type', 'application/json').send(jsonBytes(content))
  }

  return {
    init(boltApp) {
      app = boltApp
    },
    start: async () => {},
    stop: async () => {},
    plugin: async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser(
        '*',
        { parseAs: 'buffer', bodyLimit: longestBytes },
        (_request, body, done) => done(null, body),
      )
      scope.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
        // A content type that cannot be read: nothing was verified, so nothing is told.
        const status = error.statusCode === 415 ? 401 : (error.statusCode ?? 500)
        log[status < 500 ? 'warn' : 'error']({ status, code: error.code }, 'request to Slack route failed')
        refused(status === 413 ? 'too large' : 'unreadable')
        return reply.code(status).send()
      })
      scope.post(route, receive)
    },
  }
}

/** What the store could not keep is to come again, which only events do: to anything else 503 would say nothing. */
function isRefusal({ type }: SlackBody, error: unknown): boolean {
  return type === 'event_callback' && error instanceof DeskError && error.code === 'store_down'
}

/** Only what Slack says of messages holds as much as people write. */
function isOfMessage({ type }: SlackBody): boolean {
  return type === 'event_callback' || type === 'message_action'
}

function deadlineOf(body: SlackBody): number {
  const { event } = body
  const isFunction =
    typeof event === 'object' && event !== null && 'type' in event && event.type === 'function_executed'
  return isFunction ? functionDeadlineMs : deadlineMs
}

function cut(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, loggedLength) : undefined
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
