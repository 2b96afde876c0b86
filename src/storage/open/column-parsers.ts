/** Object ids of built-in types, the same in every PostgreSQL (its catalogue `pg_type`). */
const typeIds = { int8: 20, date: 1082 } as const

/** Columns that the two drivers would read differently, by the type's object id. */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [typeIds.int8]: readCount,
  // A calendar date stays as written: the drivers make an instant of it, `pg` at midnight of the machine's zone.
  [typeIds.date]: (text) => text,
}

/** `count(*)` and the like. Beyond 2^53 a number would lie. */
function readCount(text: string): number | bigint {
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : BigInt(text)
}
