import { beginLogRecord, endLogRecord } from './log-record.ts'
import { findEmptyStore } from './store-places.ts'

/** Makes the store that tests copy, so that none of them waits for a new one; all that is logged is kept. */
export async function setup(): Promise<void> {
  beginLogRecord()
  await findEmptyStore()
}

/** Looks through what was logged; what it throws fails the run. */
export function teardown(): void {
  endLogRecord()
}
