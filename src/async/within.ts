/** What a promise gives, if it comes within `limitMs`; otherwise undefined. For promises that never reject. */
export function within<T>(limitMs: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, limitMs, undefined)
    void promise.then((ready) => {
      clearTimeout(limit)
      resolve(ready)
    })
  })
}
