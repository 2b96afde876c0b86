/** The promise, or what `late` makes once so many milliseconds have passed. What it stands for runs on. */
export async function within<T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> {
  const bell = Promise.withResolvers<never>()
  const timer = setTimeout(() => bell.reject(late()), ms)
  try {
    return await Promise.race([promise, bell.promise])
  } finally {
    clearTimeout(timer)
  }
}
