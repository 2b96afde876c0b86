import { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Log, WallClock } from '../../core/ports.ts'
import { toBoltLogger } from '../web-api/bolt-log.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { readFailure } from '../web-api/read-failure.ts'
import { webApiOptions } from '../web-api/web-api.ts'
import type { Installed } from './installed.ts'

/** The app itself, as Slack knows it. */
export interface AppCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

export interface ExchangeOptions extends AppCredentials {
  readonly apiUrl: string
  readonly wallClock: WallClock
  readonly log: Log
}

/** Gives new tokens for a refresh token, which is void from then on. Rejects with `ExchangeFailed`. */
export type Exchange = (installed: Installed) => Promise<Installed>

/** Slack gave no new tokens. `message` holds none of the old ones. */
export class ExchangeFailed extends Error {
  override readonly name = 'ExchangeFailed'
  /** Slack's word for why, or what kept the request from it. */
  readonly reason: string
  /** Slack will never give any for this refresh token. */
  readonly isFinal: boolean

  constructor(reason: string, isFinal: boolean) {
    super(`Slack renewed no token: ${reason}`)
    this.reason = reason
    this.isFinal = isFinal
  }
}

/** https://docs.slack.dev/authentication/using-token-rotation */
const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
})

const timeoutMs = 10_000

export function createExchange({
  clientId,
  clientSecret,
  apiUrl,
  wallClock,
  log,
}: ExchangeOptions): Exchange {
  // Once: what Slack has taken and not answered is void already.
  const once = { timeout: timeoutMs, retryConfig: { retries: 0 } }
  const client = new WebClient(undefined, { ...webApiOptions(apiUrl, toBoltLogger(log)), ...once })

  async function ask(refreshToken: string): Promise<unknown> {
    try {
      return await client.oauth.v2.access({
        ...{ client_id: clientId, client_secret: clientSecret },
        ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
      })
    } catch (error) {
      const { kind, reason } = readFailure(error)
      log.warn({ err: describeSlackError(error) }, 'token not renewed')
      throw new ExchangeFailed(reason, kind === 'refused')
    }
  }

  return async (installed) => {
    const { rotation } = installed
    if (!rotation) throw new ExchangeFailed('no refresh token', true)
    const askedAt = wallClock()
    const answer = answerSchema.safeParse(await ask(rotation.refreshToken)).data
    // The parser's own message may quote what Slack gave.
    if (!answer) throw new ExchangeFailed('unreadable', false)
    const { access_token: token, refresh_token: refreshToken, expires_in } = answer
    return { ...installed, token, rotation: { refreshToken, expiresAt: askedAt + expires_in * 1000 } }
  }
}
