/** What a promise gives, if it comes within `limitMs`; otherwise undefined. Rejects as it does, if in time. */
export function within<T>(limitMs: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(resolve, limitMs, undefined)
    promise.then(resolve, reject).finally(() => clearTimeout(limit))
  })
}
