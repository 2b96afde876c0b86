import type { Candidate } from '../directory.ts'
import type { CustomerMention } from './customer-names.ts'
import type { Token } from './cut-words.ts'
import { isOneSlip } from './misspelling.ts'
import type { TextPlace } from './text-place.ts'

/** With fewer letters everything is near to everything. */
const leastLatin = 6
const leastOthers = 4
const mostLetters = 40

/** Names with one letter wrong. One half of such a name is right, so those who have that half are looked through. */
export function misspeltIn(
  text: string,
  tokens: readonly Token[],
  ask: (place: TextPlace) => readonly Candidate[],
): CustomerMention[] {
  return wordsOf(tokens).flatMap(({ from, to, isLatin }) => {
    const typed = foldName(text.slice(from, to))
    if (typed.length < (isLatin ? leastLatin : leastOthers) || typed.length > mostLetters) return []
    const middle = from + Math.ceil((to - from) / 2)
    const near = [...ask({ from, to: middle }), ...ask({ from: middle, to })].filter(({ companyName }) =>
      isNearlyIn(typed, foldName(companyName ?? '')),
    )
    const candidates = [...new Map(near.map((candidate) => [candidate.domainId, candidate])).values()]
    return candidates.length > 0 ? [{ from, to, candidates, by: 'part' as const }] : []
  })
}

/** Whether a name as it was typed is only nearly one. */
export function isMisspelt(text: string, { from, to, candidates, by }: CustomerMention): boolean {
  const typed = foldName(text.slice(from, to))
  return by === 'part' && !candidates.some(({ companyName }) => foldName(companyName ?? '').includes(typed))
}

/** Latin words one by one, others as far as they stand together. */
function wordsOf(tokens: readonly Token[]): (TextPlace & { isLatin: boolean })[] {
  const words: (TextPlace & { isLatin: boolean })[] = []
  for (const { from, to, script } of tokens) {
    const isLatin = script === 'latin'
    const before = words.at(-1)
    if (before && before.to === from && !isLatin && !before.isLatin)
      words[words.length - 1] = { ...before, to }
    else words.push({ from, to, isLatin })
  }
  return words
}

function isNearlyIn(typed: string, name: string): boolean {
  for (let length = typed.length - 1; length <= typed.length + 1; length += 1) {
    for (let at = 0; at + length <= name.length; at += 1) {
      if (isOneSlip(typed, name.slice(at, at + length))) return true
    }
  }
  return false
}

function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')
}
