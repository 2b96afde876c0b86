/**
 * Whether a refusal means that a room is none of the bot's. `FORBIDDEN` is a scope that is missing everywhere, and
 * the other codes of a 403 are limits. https://developers.worksmobile.com/en/docs/error-codes
 */
export function isClosed({
  status,
  code,
}: {
  readonly status: number
  readonly code: string | undefined
}): boolean {
  return status === 404 || (status === 403 && (code === undefined || code === 'ACCESS_DENIED'))
}
