import { parseDomainId } from '../core/customer.ts'
import type { WhoFound } from '../core/directory.ts'
import { foldDomain } from './fold-domain.ts'
import { foldName } from './fold-name.ts'
import { livingFirst } from './living-first.ts'
import { nearestTo } from './nearest.ts'
import { inRankOrder, type Ranked, rankName } from './rank-name.ts'
import { foldCode, type Searchable } from './searchable.ts'
import type { WhoIndex } from './who-index.ts'

/**
 * Whom a person meant: by domain ID, domain name, customer code or part of a company name, and the first of these
 * that fits decides. Digits may be an ID and somebody's code at once, which only the person can tell apart; digits
 * that are neither are an ID that is not known yet.
 */
export function findWho({ all, byId, byDomain, byCode }: WhoIndex, who: string): WhoFound {
  const text = who.normalize('NFKC').trim()
  const withCode = byCode.get(foldCode(text)) ?? []

  const domainId = parseDomainId(text)
  if (domainId) {
    const known = byId.get(domainId)
    const found = [...new Set([...(known ? [known] : []), ...livingFirst(withCode)])]
    return found.length > 0 ? toFound(found) : { kind: 'one', domainId }
  }

  const withDomain = byDomain.get(foldDomain(text)) ?? []
  if (withDomain.length > 0) return toFound(livingFirst(withDomain))
  if (withCode.length > 0) return toFound(livingFirst(withCode))

  const named = withName(all, foldName(text).text)
  return named.length > 0 ? toFound(named) : { kind: 'none', nearest: nearestTo(text, all) }
}

function toFound(found: readonly Searchable[]): WhoFound {
  const [only, ...others] = found
  if (only && others.length === 0) return { kind: 'one', domainId: only.candidate.domainId }
  return { kind: 'several', candidates: found.map(({ candidate }) => candidate) }
}

/** The whole name first, then its beginning, the beginning of a word in it, the inside; shorter names before longer. */
function withName(all: readonly Searchable[], wanted: string): Searchable[] {
  if (wanted === '') return []
  const ranked: Ranked[] = []
  for (const one of all) {
    const rank = rankName(one.name, wanted)
    if (rank !== undefined) ranked.push({ one, rank })
  }
  return inRankOrder(ranked)
}
