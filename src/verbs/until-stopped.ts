/** Resolves once the process has been told to stop and `stop` is done. */
export async function untilStopped(stop: () => Promise<void>): Promise<void> {
  const told = Promise.withResolvers<void>()
  process.once('SIGTERM', told.resolve)
  process.once('SIGINT', told.resolve)
  await told.promise
  await stop()
}
