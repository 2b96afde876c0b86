import type { HttpReply } from './http.ts'

/** What a reply says of its operation's limit for this minute. */
export interface RateState {
  readonly limit: number | undefined
  readonly used: number | undefined
  readonly remaining: number | undefined
  readonly resetInSeconds: number | undefined
}

/** A reset beyond an hour is no count of seconds but a date that somebody put there. */
const longestResetSeconds = 3_600

/**
 * Reads the four `rateLimit-…` headers. The documentation prints the one for used requests as `rateLimit-ssed`,
 * so either spelling is read. `Retry-After` is documented nowhere, but a gateway in between may send it.
 * A 429 leaves nothing remaining, if it says until when; without a time it may stand for any other limit.
 */
export function readRateState({ status, headers }: Pick<HttpReply, 'status' | 'headers'>): RateState {
  const count = (name: string) => {
    const value = headers.get(name)?.trim() ?? ''
    return /^\d{1,9}$/.test(value) ? Number(value) : undefined
  }
  const reset = count('ratelimit-reset') ?? count('retry-after')
  const resetInSeconds = reset !== undefined && reset <= longestResetSeconds ? reset : undefined

  return {
    limit: count('ratelimit-limit'),
    used: count('ratelimit-used') ?? count('ratelimit-ssed'),
    remaining: status === 429 && resetInSeconds !== undefined ? 0 : count('ratelimit-remaining'),
    resetInSeconds,
  }
}
