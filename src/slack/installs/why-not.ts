import { ErrorCode } from '@slack/oauth'
import { WebAPIPlatformError } from '@slack/web-api'
import type { MessageKey } from '../../core/message-key.ts'

/** What a browser is told at the end. */
export interface Ending {
  readonly status: number
  readonly keys: readonly MessageKey[]
  readonly mayBeginAgain: boolean
}

/** Slack's words for a code that was used, or is too old. https://docs.slack.dev/reference/methods/oauth.v2.access */
const spentCodes = ['invalid_code', 'code_already_used']

/** The page belongs to another attempt, was loaded twice, or came too late. */
const stateCodes: readonly string[] = [
  ErrorCode.MissingStateError,
  ErrorCode.InvalidStateError,
  ErrorCode.MissingCodeError,
]

/** What has become of an installation that failed. */
export function endingOf(error: unknown): Ending {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === ErrorCode.AuthorizationError) {
    return { status: 400, keys: ['install.cancelled'], mayBeginAgain: true }
  }
  const isSpent = error instanceof WebAPIPlatformError && spentCodes.includes(error.data.error)
  if (isSpent || stateCodes.includes(code)) {
    return { status: 400, keys: ['install.tooLate'], mayBeginAgain: true }
  }
  return { status: 500, keys: ['install.failed', 'note.reference'], mayBeginAgain: true }
}
