import { createHmac, timingSafeEqual } from 'node:crypto'

export type Refusal = 'no bot id' | 'another bot' | 'no signature' | 'signature does not match'

export interface SignedCallback {
  readonly botId: string
  readonly botSecret: string
  /** `X-WORKS-BotId`. */
  readonly givenBotId: string | undefined
  /** `X-WORKS-Signature`: base64. */
  readonly signature: string | undefined
  /** The bytes as they came: a parsed and rebuilt body has another signature. */
  readonly body: Buffer
}

/**
 * Checks that a callback comes from LINE WORKS and is meant for this bot; undefined when it is, otherwise the reason
 * for the log. https://developers.worksmobile.com/en/docs/bot-callback
 */
export function verifyCallback(callback: SignedCallback): Refusal | undefined {
  const { botId, botSecret, givenBotId, signature, body } = callback
  if (!givenBotId) return 'no bot id'
  if (givenBotId !== botId) return 'another bot'
  if (!signature) return 'no signature'
  const expected = createHmac('sha256', botSecret).update(body).digest('base64')
  return isSame(expected, signature) ? undefined : 'signature does not match'
}

/** Takes the same time wherever the first difference lies. */
function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
