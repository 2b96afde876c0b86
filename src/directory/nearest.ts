import type { Candidate } from '../core/directory.ts'
import { bigramsOf, countShared } from './bigrams.ts'
import { firstLabel } from './fold-domain.ts'
import { foldName } from './fold-name.ts'
import { byGone } from './living-first.ts'
import type { Searchable } from './searchable.ts'

/** Few enough to take in at a glance. */
const nearestShown = 5

/** Of what was typed: one wrong letter in a name of two Han characters leaves a third of its bigrams. */
const leastShare = 1 / 3

/**
 * The customers whose name or domain (what stands before its first dot) holds most of what was typed, letter pair by
 * letter pair; five at most. A share of what was typed rather than of the name, because people type a part of it. Of
 * equals the shorter comes first.
 */
export function nearestTo(who: string, all: Iterable<Searchable>): Candidate[] {
  const { core, text } = foldName(who)
  const wantedName = bigramsOf(core || text)
  const wantedLabel = bigramsOf(firstLabel(who))

  const near: (Likeness & { candidate: Candidate })[] = []
  for (const { candidate, nameBigrams, labelBigrams } of all) {
    const byName = likenessOf(wantedName, nameBigrams)
    const byLabel = likenessOf(wantedLabel, labelBigrams)
    const best = byLabel.share > byName.share ? byLabel : byName
    if (best.share >= leastShare) near.push({ candidate, ...best })
  }
  return near
    .toSorted((a, b) => byGone(a, b) || b.share - a.share || a.size - b.size)
    .slice(0, nearestShown)
    .map(({ candidate }) => candidate)
}

/** Which share of what was typed a text holds, and how much there is of the text. */
interface Likeness {
  readonly share: number
  readonly size: number
}

function likenessOf(wanted: ReadonlySet<number>, own: ReadonlySet<number>): Likeness {
  return { share: wanted.size === 0 ? 0 : countShared(wanted, own) / wanted.size, size: own.size }
}
