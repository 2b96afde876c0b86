import { within } from '../async/within.ts'
import type { StoreFigures } from '../core/metrics.ts'
import type { Log } from '../core/ports.ts'

/** Whoever collects figures waits ten seconds as a rule, and is to have those of the process in any case. */
const usualLimitMs = 1_000

/**
 * Reads the store's figures; undefined where it does not tell them in time. A store that hangs is asked once, not once
 * more by everybody who wants its figures. Never rejects.
 */
export function readInTime(
  read: () => Promise<StoreFigures>,
  log: Log,
  limitMs = usualLimitMs,
): () => Promise<StoreFigures | undefined> {
  let reading: Promise<StoreFigures | undefined> | undefined

  async function readOnce(): Promise<StoreFigures | undefined> {
    try {
      return await read()
    } catch (err) {
      log.warn({ err }, 'figures of the store could not be read')
      return undefined
    } finally {
      reading = undefined
    }
  }

  return () => {
    reading ??= readOnce()
    return within(limitMs, reading)
  }
}
