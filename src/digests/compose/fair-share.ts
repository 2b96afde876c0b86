/**
 * As many of the rows as there is room for, in their order, so that no group crowds out another: each gets one in
 * turn, the first in the list before the next.
 */
export function fairShare<T>(rows: readonly T[], groupOf: (row: T) => string, most: number): T[] {
  if (rows.length <= most) return [...rows]
  const groups = [...Map.groupBy(rows, groupOf).values()]
  const chosen = new Set<T>()
  for (let turn = 0; chosen.size < most; turn += 1) {
    for (const group of groups) {
      const row = group[turn]
      if (row !== undefined && chosen.size < most) chosen.add(row)
    }
  }
  return rows.filter((row) => chosen.has(row))
}
