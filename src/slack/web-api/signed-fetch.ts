import type { FetchFunction } from '@slack/web-api'
import { z } from 'zod'
import { type Install, NoToken } from '../installs/installs.ts'
import type { Send } from './watched-fetch.ts'

/** Of the error for a request that never left for want of a token. */
export const noTokenCode = 'NO_TOKEN'

class Unsigned extends Error {
  override readonly name = 'Unsigned'
  readonly code = noTokenCode

  constructor(cause: unknown) {
    // Its message is logged by Slack's client, so that the cause's is not put in.
    super('no token to sign the request with', { cause })
  }
}

/**
 * Signs each request with the token that the workspace has at that time. One that Slack calls expired is asked for
 * anew, and the request, which was refused, sent once more. Where there will never be a token, the request is answered
 * as Slack would refuse it.
 */
export function signedFetch(install: Install, send: Send = fetch): FetchFunction {
  return async (url, init = {}) => {
    const { signal } = init
    const sendWith = (token: string) =>
      send(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } })
    try {
      const token = await unlessAborted(install.token(), signal)
      const response = await sendWith(token.value)
      if (!token.mayExpire || !(await isExpired(response))) return response
      const next = await unlessAborted(install.token(token.value), signal)
      return next.value === token.value ? response : sendWith(next.value)
    } catch (error) {
      if (error instanceof NoToken && error.isFinal) return refusal(error.reason)
      throw error
    }
  }
}

const expiredSchema = z.object({ ok: z.literal(false), error: z.literal('token_expired') })

/** What people write may hold the same words, and Slack repeats it. */
async function isExpired(response: Response): Promise<boolean> {
  if (response.status !== 200) return false
  const text = await response.clone().text()
  // Most answers are not read twice.
  return text.includes('"token_expired"') && expiredSchema.safeParse(readJson(text)).success
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Slack's client reads it as well, and says what is wrong with it.
    return undefined
  }
}

function refusal(error: string): Response {
  return Response.json({ ok: false, error })
}

/** A renewal takes as long as it takes; who waits for it has a limit. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } catch (error) {
    if (error instanceof NoToken && error.isFinal) throw error
    throw new Unsigned(error)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
