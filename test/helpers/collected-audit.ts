import type { Audit, Audited } from '../../src/core/audit.ts'

/** Keeps in memory what goes on record. */
export function collectedAudit(): Audit & {
  readonly noted: readonly Audited[]
  readonly written: readonly Audited[]
} {
  const noted: Audited[] = []
  const written: Audited[] = []
  return {
    noted,
    written,
    note: (audited) => noted.push(audited),
    write: async (audited) => {
      written.push(audited)
    },
  }
}
