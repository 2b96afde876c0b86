import { randomUUID } from 'node:crypto'
import type { Instant } from '../../../src/core/calendar.ts'
import type { Installation, Installations } from '../../../src/core/installations.ts'

/** What several processes share: rows, leases by a clock, and whether it answers. */
export function createSharedRows(now: () => number) {
  const rows = new Map<string, Installation>()
  const leases = new Map<string, { readonly holder: string; readonly until: number }>()
  const state = { isDown: false, writesFail: 0, reads: 0 }
  const answer = () => {
    if (state.isDown) throw new Error('the store is down')
  }

  /** As one process has it; the suite in test/contract tells what the real ones do. */
  function open(): Installations {
    const holder = randomUUID()
    return {
      async find(workspace) {
        state.reads += 1
        answer()
        return rows.get(workspace)
      },
      async all() {
        answer()
        return [...rows.values()]
      },
      async save(workspace, sealed) {
        answer()
        const installedAt = new Date(now()).toISOString() as Instant
        const row = { workspace, sealed, version: randomUUID(), installedAt }
        rows.set(workspace, row)
        return row
      },
      async replace({ workspace, version }, sealed) {
        answer()
        if (state.writesFail > 0) {
          state.writesFail -= 1
          throw new Error('the store took nothing in')
        }
        const row = rows.get(workspace)
        if (row?.version !== version) return undefined
        const changed = { ...row, sealed, version: randomUUID() }
        rows.set(workspace, changed)
        return changed
      },
      async reseal({ workspace, version }, sealed) {
        answer()
        const row = rows.get(workspace)
        if (row?.version === version) rows.set(workspace, { ...row, sealed })
      },
      async end(workspace, endedAt) {
        answer()
        const row = rows.get(workspace)
        if (!row || row.installedAt > endedAt) return false
        return rows.delete(workspace)
      },
      async lease(workspace, leaseMs) {
        answer()
        const until = leases.get(workspace)?.until ?? 0
        if (!rows.has(workspace) || until > now()) return false
        leases.set(workspace, { holder, until: now() + leaseMs })
        return true
      },
      async letGo(workspace) {
        answer()
        if (leases.get(workspace)?.holder === holder) leases.delete(workspace)
      },
    }
  }

  return { rows, state, open }
}
