import type { FoldedName } from './fold-name.ts'
import { byGone, byName } from './living-first.ts'
import type { Searchable } from './searchable.ts'

/**
 * How well a name fits a folded text that it may hold: 0 for the whole, 1 for its beginning, 2 for the beginning of a
 * word in it, 3 for the inside. Legal forms may be left out. Undefined where the name does not hold it.
 */
export function rankName({ text, core, starts }: FoldedName, wanted: string): 0 | 1 | 2 | 3 | undefined {
  const isInside = text.includes(wanted)
  if (!isInside && !core.includes(wanted)) return undefined
  if (text === wanted || core === wanted) return 0
  if (text.startsWith(wanted) || core.startsWith(wanted)) return 1
  return starts.some((start) => text.startsWith(wanted, start)) ? 2 : 3
}

/** A customer whose name holds what was looked for, and how well it fits. */
export interface Ranked {
  readonly one: Searchable
  readonly rank: number
}

/** The living before the gone, then by rank; of equals the shorter name comes first. */
export function inRankOrder(ranked: readonly Ranked[]): Searchable[] {
  return ranked
    .toSorted((a, b) => byGone(a.one, b.one) || a.rank - b.rank || byName(a.one, b.one))
    .map(({ one }) => one)
}
