import { sql } from 'kysely'
import type { StoreSession } from '../schema.ts'

/**
 * Frees the room of rows that a pass has replaced. The embedded store has nobody who does it by itself, and would
 * grow by some 5 MB with every pass over 10,000 customers; this takes a tenth of a second. Not in a transaction.
 */
export async function vacuumCustomers(session: StoreSession): Promise<void> {
  await sql`vacuum (analyze) customer, customer_revision, pass, pass_cursor, reading`.execute(session)
}
