import { type Kysely, sql } from 'kysely'
import { within } from '../../async/within.ts'
import type { Schema } from '../schema.ts'
import { readReason, StoreUnusable } from '../store-errors.ts'

/** Below the five seconds or so that whoever asks for readiness usually waits. */
const deadlineMs = 2_000

/** Rejects with `StoreUnusable` where the store fails or does not answer in time. */
export async function checkAnswers(db: Kysely<Schema>): Promise<void> {
  try {
    const answer = await within(deadlineMs, sql`select 1`.execute(db))
    if (!answer) throw new Error(`no answer within ${deadlineMs} ms`)
  } catch (error) {
    throw new StoreUnusable(`The store cannot be used: ${readReason(error)}`, { cause: error })
  }
}
