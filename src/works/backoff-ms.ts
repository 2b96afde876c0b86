/** Milliseconds: long enough for a dropped connection to be made anew, short enough for a waiting person. */
const firstMs = 200

/**
 * Milliseconds before a retry, doubling from the first (`retry` 0). Half of it is random,
 * so that callers who failed together do not come back together.
 */
export function backoffMs(retry: number, random: () => number): number {
  const whole = firstMs * 2 ** retry
  return whole / 2 + (whole / 2) * random()
}
