import { DeskError } from '../core/errors.ts'
import type { Log, WallClock } from '../core/ports.ts'
import type { RequestBudget } from './budget.ts'
import { describeReply } from './describe-reply.ts'
import type { Http, HttpReply } from './http.ts'
import { HttpFailure } from './http-failure.ts'
import { type RateState, readRateState } from './rate-state.ts'
import type { Purpose } from './rate-window.ts'
import type { SignIn } from './sign-in.ts'
import { isTrustedRedirect } from './trusted-redirect.ts'

/** What one request to an API of LINE WORKS needs around it. */
export interface ApiSurroundings {
  /** Names the API in the log. */
  readonly api: string
  /** Such as `https://www.worksapis.com/v1.0`. */
  readonly apiUrl: string
  readonly signIn: SignIn
  readonly budget: RequestBudget
  readonly http: Http
  readonly wallClock: WallClock
  readonly log: Log
  readonly purpose: Purpose
  /** For one attempt. */
  readonly attemptMs: number
}

/** What of it is the same for all APIs; each fills in the rest itself. */
export type SharedSurroundings = Omit<ApiSurroundings, 'api' | 'purpose' | 'attemptMs'>

export interface ApiCall {
  /** Names the operation, whose requests share one limit. */
  readonly operation: string
  /** Below the API's address, its parts encoded. */
  readonly path: string
  readonly correlationId: string
  /** It repeats one that has failed. */
  readonly isRetry?: boolean
  /** Milliseconds since the epoch. */
  readonly deadlineAt: number
  /** Sent as JSON with a POST; without it the call is a GET. */
  readonly body?: string
  /** Awaited right before each request leaves, all that it needs in hand. What it throws ends the call. */
  readonly beforeLeaving?: (() => Promise<void>) | undefined
}

/** LINE WORKS sends a request on to another instance; more often than this it goes in circles. */
const redirects = 2

/**
 * One attempt at a call, once more with a fresh token after a 401. Resolves with the reply, whatever its status,
 * or with the reason why none came. Throws where nothing was done: a `DeskError`, while shutting down what
 * `http.closing` was aborted with, or what `beforeLeaving` threw.
 */
export async function callOnce(around: ApiSurroundings, call: ApiCall): Promise<HttpReply | HttpFailure> {
  const token = await around.signIn.token(call.correlationId)
  const first = await follow(around, call, token)
  if (first instanceof HttpFailure || first.status !== 401) return first

  const fresh = await around.signIn.renew(token, call.correlationId)
  const second = await follow(around, call, fresh)
  if (second instanceof HttpFailure || second.status !== 401) return second
  throw new DeskError('sign_in_refused', `${describeReply(call.operation, second)} with a fresh token`)
}

/** axios would follow a 307 without the token or with it to any host, so redirects are followed here. */
async function follow(
  around: ApiSurroundings,
  call: ApiCall,
  token: string,
): Promise<HttpReply | HttpFailure> {
  let url = new URL(`${around.apiUrl}${call.path}`)
  for (let hop = 0; hop <= redirects; hop += 1) {
    const reply = await send(around, call, url, token)
    if (reply instanceof HttpFailure || (reply.status !== 307 && reply.status !== 308)) return reply

    const location = reply.headers.get('location')
    const next = location ? URL.parse(location, url.href) : null
    if (!next || !isTrustedRedirect(url, next)) {
      throw new DeskError(
        'partner_unreadable',
        `${call.operation}: ${reply.status} to a place that is not trusted`,
      )
    }
    url = next
  }
  throw new DeskError('partner_unreadable', `${call.operation}: redirected more than ${redirects} times`)
}

async function send(
  { api, budget, http, wallClock, log, purpose, attemptMs }: ApiSurroundings,
  { operation, correlationId, isRetry = false, deadlineAt, body, beforeLeaving }: ApiCall,
  url: URL,
  token: string,
): Promise<HttpReply | HttpFailure> {
  const slot = await budget.take(operation, { purpose, deadlineAt, signal: http.closing })
  let sentAt = wallClock()
  const fields = () => ({ operation, ms: wallClock() - sentAt, correlationId })
  let rate: RateState | undefined
  try {
    await beforeLeaving?.()
    sentAt = wallClock()
    const reply = await http.send({
      label: { api, operation, isRetry },
      method: body === undefined ? 'GET' : 'POST',
      url: url.href,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${token}`,
        'X-Request-Id': correlationId,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      timeoutMs: Math.max(0, Math.min(attemptMs, deadlineAt - sentAt)),
    })
    rate = readRateState(reply)
    log.info({ ...fields(), status: reply.status }, `${api} call`)
    return reply
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    log.warn({ ...fields(), failure: error.message }, `${api} call without a reply`)
    return error
  } finally {
    slot.giveBack(rate)
  }
}
