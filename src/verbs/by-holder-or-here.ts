import { setTimeout as wait } from 'node:timers/promises'
import { StoreHeld } from '../storage/store-errors.ts'

/** A desk that starts holds the store for some seconds before it listens; a verb may hold it for its own time. */
const usualPatience = { waitMs: 10_000, againMs: 250 }

/**
 * Asks the process that holds the embedded store in `folder`, or does it here where none does; `byHolder` gives
 * undefined then. Where the store is held by one that does not listen yet, both are tried again; rejects with
 * `StoreHeld` in the end.
 */
export async function byHolderOrHere<Told>(
  folder: string | undefined,
  byHolder: (folder: string) => Promise<Told | undefined>,
  here: () => Promise<Told>,
  { waitMs, againMs } = usualPatience,
): Promise<Told> {
  for (const begunAt = performance.now(); ; await wait(againMs)) {
    const told = folder === undefined ? undefined : await byHolder(folder)
    if (told !== undefined) return told
    try {
      return await here()
    } catch (error) {
      if (!(error instanceof StoreHeld) || performance.now() - begunAt >= waitMs) throw error
    }
  }
}
