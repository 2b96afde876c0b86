import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { readReason, StoreUnusable } from '../store-errors.ts'

/** Below the five seconds or so that whoever asks for readiness usually waits. */
const deadlineMs = 2_000

/** Rejects with `StoreUnusable` where the store fails or does not answer in time. */
export async function checkAnswers(db: Kysely<Schema>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    await Promise.race([sql`select 1`.execute(db), late])
  } catch (error) {
    throw new StoreUnusable(`The store cannot be used: ${readReason(error)}`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
