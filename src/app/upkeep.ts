import type { Log } from '../core/ports.ts'
import { createAuditRows } from '../storage/audit.ts'
import type { Store } from '../storage/store.ts'

const hourMs = 3_600_000
/** A year, and time to look into what was asked at its beginning. */
const auditKeptMs = 400 * 24 * hourMs

/** Clears away what the store has kept for long enough: now, and then every hour. */
export function startUpkeep(store: Pick<Store, 'db'>, log: Log): { stop(): Promise<void> } {
  const audit = createAuditRows(store.db)

  async function prune(): Promise<void> {
    await audit.prune(auditKeptMs).catch((err: unknown) => {
      log.warn({ err }, 'old audit rows could not be cleared away')
    })
  }

  let pruning = prune()
  const timer = setInterval(() => {
    pruning = prune()
  }, hourMs)
  return {
    async stop() {
      clearInterval(timer)
      await pruning
    },
  }
}
