import type { FetchFunction } from '@slack/web-api'
import { type Observe, observeNothing } from '../../core/metrics.ts'
import type { Log } from '../../core/ports.ts'
import { currentCorrelationId } from '../correlation-id.ts'

/** As Slack's client wants it, with Node's own answer. */
export type Send = (...request: Parameters<FetchFunction>) => Promise<Response>

export interface WatchedFetchOptions {
  readonly observe?: Observe | undefined
  readonly log: Log
}

/** Methods are few and known; anything else in an address is nobody's to count. */
const methodName = /^[a-z]+(?:\.[a-zA-Z]+)+$/

/** Asked for whatever somebody writes, once; talk that is not for the bot leaves no trace. */
const aboutItself = 'auth.test'

/**
 * For Slack's client: what it sends carries the correlation id of the request that it is for, as calls to LINE WORKS
 * do, and each try is logged and counted.
 */
export function createWatchedFetch({ observe = observeNothing, log }: WatchedFetchOptions): Send {
  return async (url, init) => {
    const correlationId = currentCorrelationId()
    const operation = methodOf(url)
    const begunAt = performance.now()
    const end = (outcome: string) => {
      const ms = Math.round(performance.now() - begunAt)
      observe({ kind: 'called', api: 'slack', operation, outcome, isRetry: false, ms })
      return { operation, ms, correlationId }
    }
    try {
      const headers = { ...init?.headers, ...(correlationId && { 'X-Request-Id': correlationId }) }
      const reply = await fetch(url, { ...init, headers })
      const outcome = reply.status === 200 ? await readOutcome(reply.clone()) : String(reply.status)
      const about = { ...end(outcome), status: reply.status, outcome }
      if (operation !== aboutItself) log.info(about, 'slack call')
      return reply
    } catch (error) {
      const failure = error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'connection'
      log.warn({ ...end(failure), failure }, 'slack call without a reply')
      throw error
    }
  }
}

function methodOf(url: string | URL): string {
  const last = URL.parse(String(url))?.pathname.split('/').at(-1) ?? ''
  return methodName.test(last) ? last : 'other'
}

/** Slack says 200 to what it refuses. */
async function readOutcome(reply: Response): Promise<string> {
  const text = await reply.text()
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'ok' in body && body.ok === true ? 'ok' : 'refused'
  } catch {
    // Not passed on: the parser's message quotes what it could not read.
    return 'unreadable'
  }
}
