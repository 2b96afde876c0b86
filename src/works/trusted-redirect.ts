import { isLoopback } from '../core/is-loopback.ts'

/** Where LINE WORKS runs its API. */
const worksDomain = 'worksapis.com'

/**
 * Whether the token may be sent on to `to`, where a reply from `from` redirects: over https to the same host or to
 * one under worksapis.com; over plain http only from this machine to itself. No other address ever sees the token.
 */
export function isTrustedRedirect(from: URL, to: URL): boolean {
  if (to.username !== '' || to.password !== '') return false
  if (isLoopback(from.hostname) && isLoopback(to.hostname)) return to.protocol === from.protocol
  const isOurs =
    to.hostname === from.hostname || to.hostname === worksDomain || to.hostname.endsWith(`.${worksDomain}`)
  return to.protocol === 'https:' && isOurs
}
