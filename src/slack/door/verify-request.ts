import { createHmac, timingSafeEqual } from 'node:crypto'

export type Refusal =
  | 'no timestamp'
  | 'timestamp is no number'
  | 'no signature'
  | 'unknown signature version'
  | 'timestamp too old'
  | 'timestamp in the future'
  | 'signature does not match'

export interface SignedRequest {
  readonly signingSecret: string
  /** `X-Slack-Request-Timestamp`: seconds since the epoch. */
  readonly timestamp: string | undefined
  /** `X-Slack-Signature`: `v0=` and 64 hex digits. */
  readonly signature: string | undefined
  /** The bytes as they came: a parsed and rebuilt body has another signature. */
  readonly body: Buffer
  readonly nowMs: number
}

/** Slack's own rule for old requests; the same is asked of stamps ahead of our clock. */
const toleranceSeconds = 5 * 60

/**
 * Checks that a request comes from Slack; undefined when it does, otherwise the reason for the log.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(request: SignedRequest): Refusal | undefined {
  const { timestamp, signature, signingSecret, body, nowMs } = request
  if (!timestamp) return 'no timestamp'
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp is no number'
  if (!signature) return 'no signature'
  if (!signature.startsWith('v0=')) return 'unknown signature version'

  const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp)
  if (ageSeconds > toleranceSeconds) return 'timestamp too old'
  if (ageSeconds < -toleranceSeconds) return 'timestamp in the future'

  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')
  return isSame(`v0=${expected}`, signature) ? undefined : 'signature does not match'
}

/** Takes the same time wherever the first difference lies. */
function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
