import type { CustomerMention, CustomerNames } from './customer-names.ts'
import type { Token } from './cut-words.ts'
import { misspeltIn } from './misspelt-names.ts'
import type { TextPlace } from './text-place.ts'

/** How often the names are asked for one message, and for one stretch of it. */
const mostTries = 96
const mostTriesEach = 24
/** Longer than any name that somebody types. */
const mostLetters = 40
/** Longer stretches are cut: nobody puts that much around a name. */
const mostTokens = 40

/** Customers of whose names only a part stands there, or one misspelt, in what no list explains. */
export function findNameParts(
  text: string,
  tokens: readonly Token[],
  names: CustomerNames,
): CustomerMention[] {
  let tries = mostTries
  const ask = ({ from, to }: TextPlace) => {
    tries -= 1
    return tries < 0 ? [] : names.withPart(text.slice(from, to).trim())
  }

  const findIn = (stretch: readonly Token[]): CustomerMention[] => {
    for (const place of placesIn(stretch)) {
      const candidates = ask(place)
      if (candidates.length === 0) continue
      const before = findIn(stretch.filter(({ to }) => to <= place.from))
      const after = findIn(stretch.filter(({ from }) => from >= place.to))
      const found = [...before, { ...place, candidates, by: 'part' as const }, ...after]
      if (!isBesideStrangers(stretch, place, found)) return found
    }
    return []
  }

  return findStretches(tokens).flatMap((stretch) => {
    const found = findIn(stretch)
    return found.length > 0 ? found : misspeltIn(text, stretch.filter(isNamelike), ask)
  })
}

/** Letters of a word that may well be the rest of another's name: `Initech` before `Foods`. */
const leastStranger = 3
const leastHanStranger = 2

/** Whether words right beside a place are left over, which would make it a part of another name. */
function isBesideStrangers(
  stretch: readonly Token[],
  { from, to }: TextPlace,
  found: readonly TextPlace[],
): boolean {
  const words = stretch.filter(({ kind }) => kind !== 'mark')
  const beside = [words.findLast((token) => token.to <= from), words.find((token) => token.from >= to)]
  return beside.some(
    (token) =>
      token !== undefined &&
      isNamelike(token) &&
      token.to - token.from >= (token.script === 'han' ? leastHanStranger : leastStranger) &&
      !found.some((place) => place.from <= token.from && token.to <= place.to),
  )
}

/** What is left over side by side, with the small words in and around it, which may belong to a name (미래로). */
function findStretches(tokens: readonly Token[]): Token[][] {
  const stretches: Token[][] = []
  let stretch: Token[] = []
  const end = () => {
    if (stretch.some(isNamelike)) stretches.push(stretch)
    stretch = []
  }
  for (const token of tokens) {
    if (token.kind === 'other' || isSmall(token) || isGapInName(token, stretch)) stretch.push(token)
    else end()
    if (stretch.length === mostTokens) end()
  }
  end()
  return stretches
}

/** Single letters are words only where they stand between words: 해 in 해솔, 永和. */
function isSmall({ kind, word, script, from, to }: Token): boolean {
  return (
    kind === 'word' && script !== 'latin' && (to - from === 1 || word?.headings.has('particles') === true)
  )
}

function isNamelike({ kind, script }: Token): boolean {
  return kind === 'other' && script !== 'digit'
}

/** Only Latin names are written with spaces. */
function isGapInName({ kind }: Token, stretch: readonly Token[]): boolean {
  const before = stretch.at(-1)
  return kind === 'mark' && before?.kind === 'other' && before.script === 'latin'
}

/**
 * Where in a stretch a name could stand, the longest first: names begin where something is left over, or with the
 * particle right before it.
 */
function placesIn(stretch: readonly Token[]): TextPlace[] {
  const places: TextPlace[] = []
  stretch.forEach((first, start) => {
    if (first.kind === 'mark') return
    for (let end = start; end < stretch.length; end += 1) {
      const last = stretch[end]
      if (!last || last.to - first.from > mostLetters) break
      if (last.kind === 'mark' || last.to - first.from < 2) continue
      if (stretch.slice(start, end + 1).some(isNamelike)) places.push({ from: first.from, to: last.to })
    }
  })
  const sorted = places.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  if (sorted.length <= mostTriesEach) return sorted
  // Of many, names are likelier to stand at the beginning, before whatever else is left over.
  const start = stretch[0]?.from
  const front = sorted.filter(({ from }) => from === start)
  return [...front, ...sorted.filter(({ from }) => from !== start)].slice(0, mostTriesEach)
}
