import { createStoreHealth, type StoreHealth } from '../../core/store-health.ts'

export interface WatchedHealth extends StoreHealth {
  /** Asks no more. */
  close(): void
}

export interface WatchedHealthOptions {
  /** Asks the store anything; whoever carries that out tells the health how it went. */
  readonly ask: () => Promise<unknown>
}

/** After a failure it is asked again so soon, for most are over at once. */
const soonMs = 50
/** And then so often. */
const everyMs = 1_000

/** Finds out by itself that a store is back: nobody else may ask for hours, and for as long it would count as down. */
export function watchHealth({ ask }: WatchedHealthOptions): WatchedHealth {
  const health = createStoreHealth(() => performance.now())
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function askIn(ms: number): void {
    if (isClosed || timer) return
    timer = setTimeout(async () => {
      await ask().catch(() => health.failed())
      timer = undefined
      if (health.downForMs() > 0) askIn(everyMs)
    }, ms).unref()
  }

  return {
    downForMs: health.downForMs,
    answered: health.answered,
    failed() {
      health.failed()
      askIn(soonMs)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
