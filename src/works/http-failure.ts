/**
 * Why no whole reply came. `cut`: the connection ended inside the body; `tooLarge`: the body passed its bound;
 * `closed`: we are shutting down.
 */
export type HttpFailureReason = 'timeout' | 'connection' | 'cut' | 'tooLarge' | 'closed'

/** Stands in for axios's own error, which carries the request with its token and secrets. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly reason: HttpFailureReason
  /** It is certain that nothing of the request was received. */
  readonly isUnsent: boolean

  constructor(
    reason: HttpFailureReason,
    { detail, isUnsent = false }: { detail?: string | undefined; isUnsent?: boolean } = {},
  ) {
    super(detail ? `${reason} (${detail})` : reason)
    this.reason = reason
    this.isUnsent = isUnsent
  }
}
