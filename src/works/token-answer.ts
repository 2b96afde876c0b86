import { z } from 'zod'
import { DeskError } from '../core/errors.ts'
import type { HttpReply } from './http.ts'

export interface TokenAnswer {
  readonly token: string
  readonly lifeMs: number
}

/** Seconds: the shorter of the two lives that an app can have, where the answer does not say. */
const shortestLifeSeconds = 3_600

const tokenAnswer = z.object({
  /** Visible ASCII, so that it can stand in a header. */
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  /** A number, or the same as text. */
  expires_in: z.coerce.number().positive().catch(shortestLifeSeconds),
})

/** The sign-in server's three shapes: RFC 6749, its own, and that of the APIs. */
const errorAnswer = z.union([
  z.object({ error: z.string().regex(/^[a-z_]{1,64}$/) }).transform(({ error }) => error),
  z.object({ returnCode: z.coerce.string().regex(/^\d{1,8}$/) }).transform(({ returnCode }) => returnCode),
  z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) }).transform(({ code }) => code),
])

/** Errors of RFC 6749 that speak of the server rather than of us. */
const passing = ['server_error', 'temporarily_unavailable']

/**
 * Reads the answer to a token request. Throws `sign_in_refused` for an error in any of the three shapes,
 * for 400, 401 and 403 whatever their body, and for an answer without a token; `sign_in_down` for the rest.
 */
export function readTokenAnswer({ status, text }: Pick<HttpReply, 'status' | 'text'>): TokenAnswer {
  const body = parseJson(text)
  const error = errorAnswer.safeParse(body).data
  const what = error ? `sign-in: ${status} ${error}` : `sign-in: ${status}`

  const isPassing = status >= 500 || status === 429 || (error !== undefined && passing.includes(error))
  if (isPassing) throw new DeskError('sign_in_down', what)
  if (error !== undefined || [400, 401, 403].includes(status)) throw new DeskError('sign_in_refused', what)
  if (status !== 200 || body === undefined) {
    throw new DeskError('sign_in_down', `${what} with an answer that cannot be read`)
  }
  const { data } = tokenAnswer.safeParse(body)
  if (!data) throw new DeskError('sign_in_refused', `${what} without a token`)
  return { token: data.access_token, lifeMs: data.expires_in * 1000 }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not passed on: the parser's message quotes the answer, which may hold a token.
    return undefined
  }
}
