import { ErrorCode } from '@slack/bolt'

/** What may be written to the log of something that failed around Slack. */
export interface SlackErrorDescription {
  readonly name: string
  /** The error's own code, or that of what lies behind it, such as `ECONNREFUSED`. */
  readonly codes?: readonly string[]
  /** HTTP status. */
  readonly status?: number
  /** Slack's own word, such as `invalid_auth`. */
  readonly error?: string
  /** Where it was thrown. */
  readonly at?: readonly string[]
}

/** Enough to find the line. */
const keptFrames = 4

/**
 * Describes an error without its message: where Slack's answer cannot be read, its client puts all of it, names and
 * profile included, into message, stack and data, and headers and addresses into others. What Bolt wraps is unwrapped.
 */
export function describeSlackError(error: unknown): SlackErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error }
  if (read(error, 'code') === ErrorCode.UnknownError) return describeSlackError(read(error, 'original'))
  const codes = codesOf(error)
  const status = read(error, 'statusCode')
  const word = read(read(error, 'data'), 'error')
  const at = framesOf(error)
  return {
    name: error.name,
    ...(codes.length > 0 ? { codes } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(isWord(word) ? { error: word } : {}),
    ...(at.length > 0 ? { at } : {}),
  }
}

/** Of the error, its cause, and the cause's cause, where Node keeps the codes of connections. */
function codesOf(error: Error): string[] {
  const cause = error.cause ?? read(error, 'original')
  return [error, cause, read(cause, 'cause')]
    .map((one) => read(one, 'code'))
    .filter((code) => typeof code === 'string')
    .filter((code) => /^\w{1,60}$/.test(code))
}

function framesOf({ stack = '', message }: Error): string[] {
  return stack
    .replace(message, () => '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, keptFrames)
    .map((line) => line.trim())
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z_]{1,60}$/.test(value)
}

function read(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && name in from ? Reflect.get(from, name) : undefined
}
