import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import { describeSlackError } from './describe-slack-error.ts'
import { noTokenCode } from './signed-fetch.ts'

/** What has become of a request that failed, as far as it matters for what comes next. */
export type Failure =
  /** Slack took nothing, and may take the same after so long. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string }
  /** Slack took nothing; `reason` is its own word for why. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Slack may have taken it. */
  | { readonly kind: 'unclear'; readonly reason: string }

/** Where Slack or the network does not say how long. */
export const pauseMs = 5000

/** Codes of a request that never left: others, such as a reset, may come after Slack has taken it. */
const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', noTokenCode]

/** Slack's words for trouble of its own, in which it may have taken a request all the same. */
const slacksTrouble = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

/** Slack's words for too much at a time where it does not say so by the status; the last while a team is moved. */
const tooMuch = ['ratelimited', 'rate_limited', 'team_added_to_org']

/** Reads a failure of Slack's client. What is not known for certain to have been refused is unclear. */
export function readFailure(error: unknown): Failure {
  const { error: word, status, codes = [], name } = describeSlackError(error)
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'later', afterMs: error.retryAfter * 1000, reason: 'ratelimited' }
  }
  if (error instanceof WebAPIPlatformError) {
    // An answer that cannot be read stands where the word should.
    if (word === undefined) return { kind: 'unclear', reason: 'unreadable' }
    if (tooMuch.includes(word)) return { kind: 'later', afterMs: pauseMs, reason: word }
    return { kind: slacksTrouble.includes(word) ? 'unclear' : 'refused', reason: word }
  }
  if (error instanceof WebAPIHTTPError) {
    const reason = `status_${status}`
    // Slack itself says what is wrong by a word; this was somebody on the way, who may think better of it.
    const isStopped = error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 408
    return isStopped ? { kind: 'later', afterMs: pauseMs, reason } : { kind: 'unclear', reason }
  }
  const code = codes.find((one) => unsent.includes(one))
  if (code) return { kind: 'later', afterMs: pauseMs, reason: code }
  return { kind: 'unclear', reason: codes.at(-1) ?? name }
}
