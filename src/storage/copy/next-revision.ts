import { sql } from 'kysely'

/**
 * A part of a `with` list that gives the next revision as `next.value`. Who has taken one holds the row until
 * its transaction ends, so transactions that take one have to be short, and must take it before other locks.
 */
export const nextRevision = sql`next as (update customer_revision set value = value + 1 returning value)`
