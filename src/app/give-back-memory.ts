import { Session } from 'node:inspector/promises'
import type { Log } from '../core/ports.ts'

/** By then the start is over, and whoever waited for it has been answered. */
const delayMs = 5_000

/**
 * Gives back, once, what only the start needed: V8 keeps some 60 MB for short-lived objects from then until it collects
 * everything, which a process with nothing to do never comes to. That takes a sixth of a second.
 */
export function giveBackMemory(log: Log): void {
  const complain = (err: unknown) => log.warn({ err }, 'memory of the start is not given back')
  setTimeout(() => collectEverything().catch(complain), delayMs).unref()
}

/** https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/#method-collectGarbage */
async function collectEverything(): Promise<void> {
  const session = new Session()
  session.connect()
  try {
    await session.post('HeapProfiler.collectGarbage')
  } finally {
    session.disconnect()
  }
}
