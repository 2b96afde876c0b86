import { ErrorCode } from '@slack/oauth'
import { WebAPIPlatformError } from '@slack/web-api'
import type { MessageKey } from '../../core/message-key.ts'

/** What a browser is told at the end. */
export interface Ending {
  readonly status: number
  readonly title: `install.title.${'installed' | 'notInstalled' | 'tooLate'}`
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

const notInstalled = { title: 'install.title.notInstalled', mayBeginAgain: true } as const

/** The workspace is not one of those that may use the desk. */
export const notAllowed: Ending = { ...notInstalled, status: 403, keys: ['install.notAllowed'] }

/** What has become of an installation that failed. */
export function endingOf(error: unknown): Ending {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === ErrorCode.AuthorizationError) {
    return { ...notInstalled, status: 400, keys: ['install.cancelled'] }
  }
  const isSpent = error instanceof WebAPIPlatformError && spentCodes.includes(error.data.error)
  if (isSpent || stateCodes.includes(code)) {
    return { status: 400, title: 'install.title.tooLate', keys: ['install.tooLate'], mayBeginAgain: true }
  }
  return { ...notInstalled, status: 500, keys: ['install.failed', 'note.reference'] }
}
