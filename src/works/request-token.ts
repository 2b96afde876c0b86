import type { KeyObject } from 'node:crypto'
import { DeskError, toDeskError } from '../core/errors.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { signAssertion } from './assertion.ts'
import { backoffMs } from './backoff-ms.ts'
import type { Http } from './http.ts'
import { HttpFailure } from './http-failure.ts'
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts'
import type { Wait } from './wait.ts'

export interface TokenRequest {
  readonly authUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly serviceAccount: string
  readonly key: KeyObject
  readonly scopes: string
  readonly http: Http
  readonly wallClock: WallClock
  readonly log: Log
  readonly wait: Wait
  readonly random: () => number
  /** For one attempt. */
  readonly attemptMs: number
}

/** Three attempts in all: a person may be waiting for the read behind it. */
const retries = 2

/** Asks for a token, again where the server is out of order, never where it refuses. Throws a `DeskError`. */
export async function requestToken(request: TokenRequest, correlationId: string): Promise<TokenAnswer> {
  const { closing } = request.http
  for (let retry = 0; ; retry += 1) {
    try {
      return await askOnce(request, correlationId, retry > 0)
    } catch (error) {
      const failure = toDeskError(error)
      if (failure.code !== 'sign_in_down' || retry === retries || closing.aborted) throw failure
      await request.wait(backoffMs(retry, request.random), closing).catch(() => {
        // Shutting down: what went wrong before says more than that the wait was cut short.
        throw failure
      })
    }
  }
}

async function askOnce(request: TokenRequest, correlationId: string, isRetry: boolean): Promise<TokenAnswer> {
  const { wallClock, log } = request
  const now = wallClock()
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: await signAssertion(request, now),
    client_id: request.clientId,
    client_secret: request.clientSecret,
    scope: request.scopes,
  })
  try {
    const reply = await request.http.send({
      label: { api: 'sign-in', operation: 'token', isRetry },
      method: 'POST',
      url: `${request.authUrl}/token`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Request-Id': correlationId },
      body: body.toString(),
      timeoutMs: request.attemptMs,
    })
    log.info(
      { operation: 'signIn', status: reply.status, ms: wallClock() - now, correlationId },
      'token requested',
    )
    return readTokenAnswer(reply)
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    log.warn(
      { operation: 'signIn', failure: error.message, ms: wallClock() - now, correlationId },
      'token not answered',
    )
    throw new DeskError('sign_in_down', `sign-in: ${error.message}`, { cause: error })
  }
}
