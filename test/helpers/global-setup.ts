import { beginLogRecord, endLogRecord } from './log-record.ts'
import { findMigratedStore } from './store-templates.ts'

/** Makes the stores that tests copy, so that none of them waits for one; all that is logged is kept. */
export async function setup(): Promise<void> {
  beginLogRecord()
  await findMigratedStore()
}

/** Looks through what was logged; what it throws fails the run. */
export function teardown(): void {
  endLogRecord()
}
