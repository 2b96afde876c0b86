import { compareText } from '../core/compare-text.ts'
import type { Searchable } from './searchable.ts'

/** Those that are gone last, and shorter names before longer ones; the same whatever order they came in. */
export function livingFirst(found: readonly Searchable[]): Searchable[] {
  return found.toSorted((a, b) => byGone(a, b) || byName(a, b))
}

export function byGone(a: Pick<Searchable, 'candidate'>, b: Pick<Searchable, 'candidate'>): number {
  return Number(a.candidate.isGone) - Number(b.candidate.isGone)
}

export function byName(a: Searchable, b: Searchable): number {
  return (
    a.name.text.length - b.name.text.length ||
    compareText(a.name.text, b.name.text) ||
    a.candidate.domainId.length - b.candidate.domainId.length ||
    compareText(a.candidate.domainId, b.candidate.domainId)
  )
}
