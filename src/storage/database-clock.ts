import { sql } from 'kysely'

/** So many milliseconds from now, by the database's clock: the one that all processes on a store share. */
export function inMs(ms: number) {
  return sql`now() + ${ms}::float8 * interval '1 millisecond'`
}
