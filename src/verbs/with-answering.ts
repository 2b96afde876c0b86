import { type Answering, createAnswering } from '../app/answering.ts'
import { openDeskStore } from '../app/desk-store.ts'
import { findSurroundings, type Surroundings } from '../app/surroundings.ts'
import type { Log } from '../core/ports.ts'
import type { Store } from '../storage/store.ts'
import { createQuietLog } from './quiet-log.ts'

export interface Opened {
  readonly surroundings: Surroundings
  readonly store: Store
  readonly answering: Answering
  readonly log: Log
  /** To be done when nothing is answered any more, before the store is closed. */
  atEnd(work: () => Promise<unknown>): void
}

/** Opens everything for one verb, with no credentials at all a sandbox on any free port as well, and closes it again. */
export async function withAnswering<Result>(
  environment: NodeJS.ProcessEnv,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const surroundings = await findSurroundings(environment, { sandboxPort: 0 })
  try {
    const store = await openDeskStore(surroundings)
    const log = createQuietLog(surroundings.config, environment)
    const answering = createAnswering(surroundings, log, { store })
    const endings: (() => Promise<unknown>)[] = []
    const atEnd = (work: () => Promise<unknown>) => void endings.push(work)
    try {
      return await use({ surroundings, store, answering, log, atEnd })
    } finally {
      await answering.close()
      for (const end of endings) await end()
      await store.close()
    }
  } finally {
    await surroundings.sandbox?.close()
  }
}
