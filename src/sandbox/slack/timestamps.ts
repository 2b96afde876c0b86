/** Makes Slack's `ts`: seconds since the epoch with six decimals, never the same twice. */
export function createTimestamps(wall: () => number): () => string {
  let count = 0
  return () => {
    count += 1
    return `${Math.floor(wall() / 1000)}.${String(count).padStart(6, '0')}`
  }
}
