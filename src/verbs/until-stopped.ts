/**
 * Starts what runs until the process is told to stop, and stops it then, which is what `start` resolves with. Told
 * while it starts, it is stopped as soon as that is done, so that what it was asked by then is finished; told twice,
 * the process dies.
 */
export async function untilStopped(start: () => Promise<() => Promise<unknown>>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  process.once('SIGTERM', resolve)
  process.once('SIGINT', resolve)
  try {
    const stop = await start()
    await promise
    await stop()
  } finally {
    process.off('SIGTERM', resolve)
    process.off('SIGINT', resolve)
  }
}
