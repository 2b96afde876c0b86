import type { DomainId } from '../core/customer.ts'
import type { Searchable } from './searchable.ts'

/** All customers, and the ways to those that are named exactly. */
export interface WhoIndex {
  readonly all: readonly Searchable[]
  readonly byId: ReadonlyMap<DomainId, Searchable>
  readonly byDomain: ReadonlyMap<string, readonly Searchable[]>
  readonly byCode: ReadonlyMap<string, readonly Searchable[]>
}

export function buildWhoIndex(searchables: Iterable<Searchable>): WhoIndex {
  const all = [...searchables]
  return {
    all,
    byId: new Map(all.map((one) => [one.candidate.domainId, one])),
    byDomain: groupBy(all, ({ domain }) => domain),
    byCode: groupBy(all, ({ code }) => code),
  }
}

function groupBy(all: readonly Searchable[], keyOf: (one: Searchable) => string) {
  const groups = Map.groupBy(all, keyOf)
  groups.delete('')
  return groups
}
