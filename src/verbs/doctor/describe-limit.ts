import type { Finding } from './finding.ts'

/** Our own limit of requests a minute beside that which LINE WORKS tells; `told` undefined: it tells none. */
export function describeLimit(ours: number, told: number | undefined): Finding {
  if (told === undefined) {
    return { isWell: true, line: `rate limit: ${ours} requests a minute; LINE WORKS tells none of its own` }
  }
  if (ours <= told) {
    return { isWell: true, line: `rate limit: ${ours} of the ${told} requests a minute that the plan allows` }
  }
  const line = `rate limit: the plan allows ${told} requests a minute; set WORKS_RATE_LIMIT, now ${ours}, to ${told} or less`
  return { isWell: false, line }
}
