import { type DeskError, toDeskError } from '../core/errors.ts'
import { readPrivateKey } from './assertion.ts'
import { requestToken, type TokenRequest } from './request-token.ts'
import { wait as realWait } from './wait.ts'

/** The one owner of the service account's token. */
export interface SignIn {
  /** A token that can be used now. Rejects with `sign_in_refused` or `sign_in_down`. */
  token(correlationId: string): Promise<string>
  /** A token other than `stale`, which an API refused; the present one if it has been renewed since. */
  renew(stale: string, correlationId: string): Promise<string>
}

type Optional = 'wait' | 'random' | 'attemptMs'

export interface SignInSettings
  extends Omit<TokenRequest, 'key' | Optional>,
    Partial<Pick<TokenRequest, Optional>> {
  /** PEM of an RSA key. */
  readonly privateKey: string
}

/** A token is renewed this long before its end, or a tenth of its life before, whichever is shorter. */
const renewBeforeMs = 5 * 60_000
/** After a failure callers get the same error for this long, doubled with each further one, so that sign-in can recover. */
const firstHoldMs = 1_000
const longestHoldMs = 60_000
/** With three attempts still inside the deadline of a read. */
const defaultAttemptMs = 5_000

/**
 * Signs in with a JWT assertion. One request runs at a time, whoever asks; near its end a token is renewed
 * while it still serves. Throws at once for a key that cannot be read. Nothing is asked before the first `token`.
 */
export function createSignIn({ privateKey, ...settings }: SignInSettings): SignIn {
  const request: TokenRequest = {
    wait: realWait,
    random: Math.random,
    attemptMs: defaultAttemptMs,
    ...settings,
    key: readPrivateKey(privateKey),
  }
  const { wallClock, log } = request
  let held: HeldToken | undefined
  let running: Promise<string> | undefined
  let failure: { error: DeskError; until: number; holdMs: number } | undefined

  async function fetchToken(correlationId: string): Promise<string> {
    const askedAt = wallClock()
    try {
      const { token, lifeMs } = await requestToken(request, correlationId)
      const early = Math.min(renewBeforeMs, lifeMs / 10)
      // The last fifth of that time stays unused: a request has to arrive before the end.
      held = { token, renewAt: askedAt + lifeMs - early, unusableAt: askedAt + lifeMs - early / 5 }
      failure = undefined
      return token
    } catch (thrown) {
      const error = toDeskError(thrown)
      const holdMs = failure ? Math.min(failure.holdMs * 2, longestHoldMs) : firstHoldMs
      failure = { error, until: wallClock() + holdMs, holdMs }
      log.warn(
        { operation: 'signIn', code: error.code, failure: error.message, correlationId },
        'sign-in failed',
      )
      throw error
    } finally {
      running = undefined
    }
  }

  async function token(correlationId: string): Promise<string> {
    const now = wallClock()
    const holdLeftMs = failure ? failure.until - now : 0
    // Longer than it was set for means that the clock was set back.
    const isHeldBack = holdLeftMs > 0 && holdLeftMs <= (failure?.holdMs ?? 0)
    if (held && now < held.unusableAt) {
      if (now >= held.renewAt && !isHeldBack) {
        running ??= fetchToken(correlationId)
        running.catch(() => {
          // Logged where it failed; the token in hand still serves.
        })
      }
      return held.token
    }
    if (!running && failure && isHeldBack) throw failure.error
    running ??= fetchToken(correlationId)
    return running
  }

  return {
    token,
    renew(stale, correlationId) {
      if (held?.token === stale) held = undefined
      return token(correlationId)
    },
  }
}

interface HeldToken {
  readonly token: string
  readonly renewAt: number
  readonly unusableAt: number
}
