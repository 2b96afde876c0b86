/** The value below which `share` of them are; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Such as `1.02 (0.98 to 1.10)`: the median, and the least and the greatest. */
export function medianAndRange(values: readonly number[], digits: number): string {
  const [middle, least, greatest] = [0.5, 0, 1].map((share) => quantile(values, share).toFixed(digits))
  return `${middle} (${least} to ${greatest})`
}

/** As people write it: `12,345 ms`, and with digits where it is short. */
export function inMs(ms: number): string {
  const digits = ms < 10 ? 2 : ms < 100 ? 1 : 0
  return `${Number(ms.toFixed(digits)).toLocaleString('en')} ms`
}
