import type { Searchable } from './searchable.ts'

/** Those that are gone last, and shorter names before longer ones; the same whatever order they came in. */
export function livingFirst(found: readonly Searchable[]): Searchable[] {
  return found.toSorted((a, b) => byGone(a, b) || byName(a, b))
}

export function byGone(a: Searchable, b: Searchable): number {
  return Number(a.candidate.isGone) - Number(b.candidate.isGone)
}

export function byName(a: Searchable, b: Searchable): number {
  return (
    a.name.text.length - b.name.text.length ||
    compare(a.name.text, b.name.text) ||
    a.candidate.domainId.length - b.candidate.domainId.length ||
    compare(a.candidate.domainId, b.candidate.domainId)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
