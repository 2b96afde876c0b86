/** A promise and the key to it: holds an answer back until the test lets go. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
