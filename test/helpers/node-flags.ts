/**
 * How Node runs the tests and the processes that they start. The embedded store is WebAssembly; to compile its busy
 * parts once more, for speed, takes longer than tests and their processes live.
 */
export const nodeFlags: readonly string[] = ['--liftoff-only']

/** Those that this process was given: a measurement is given none, and neither is what it measures. */
export const givenFlags = nodeFlags.filter((flag) => process.execArgv.includes(flag))
