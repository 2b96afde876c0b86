/**
 * Everything that can keep a person from an answer. Each code has its sentence in `locales/` under `error`,
 * and its row in `docs/errors.md`.
 */
export const errorCodes = [
  /** 403 or 404 on one customer: unknown, or another partner's. */
  'not_found',
  /** The app may not read partner data at all: scope or partner right is missing. */
  'no_permission',
  /** The sign-in server refused our credentials, or its answer was not a token. */
  'sign_in_refused',
  /** The sign-in server could not be reached or was out of order. */
  'sign_in_down',
  /** The Partner API's limit for this minute is used up. */
  'rate_limited',
  /** The Partner API could not be reached or was out of order, retries included. */
  'partner_down',
  /** The Partner API did not answer within the deadline. */
  'partner_slow',
  /** The Partner API's answer was cut off, too large, or not what its reference says. */
  'partner_unreadable',
  /** The Partner API refused the request as wrong. */
  'partner_refused',
  /** The store failed or kept silent, and the answer needs it, or has to be on record before it is given. */
  'store_down',
  /** Our own fault. */
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** The only error that leaves an adapter. `message` is for the operator and holds no secret or personal data. */
export class DeskError extends Error {
  override readonly name = 'DeskError'
  readonly code: ErrorCode
  /** Whole seconds after which asking again makes sense, where the other side said so. */
  readonly retryInSeconds: number | undefined

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryInSeconds?: number } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryInSeconds = options.retryInSeconds
  }
}

/** Errors that are not ours become `internal` with the original as cause. */
export function toDeskError(error: unknown): DeskError {
  if (error instanceof DeskError) return error
  return new DeskError('internal', error instanceof Error ? error.message : String(error), { cause: error })
}
