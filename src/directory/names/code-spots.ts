import type { Searchable } from '../searchable.ts'
import { characterAt, characterBefore, wordScriptOf } from './letters.ts'
import { buildPrefixTable } from './prefix-table.ts'
import type { Spot } from './spot.ts'
import { toUpperInPlace } from './to-case-in-place.ts'

const shortestCode = 3

/** Digits with something else. Letters alone are words, and digits alone are looked at with the IDs. */
const isTelling = (code: string) => code.length >= shortestCode && /\d/.test(code) && /\D/.test(code)

/** Finds customer codes that stand as a word of their own. */
export function buildCodeSpots(
  byCode: ReadonlyMap<string, readonly Searchable[]>,
): (text: string) => readonly Spot[] {
  const table = buildPrefixTable([...byCode.keys()].filter(isTelling))
  return (text) => {
    const upper = toUpperInPlace(text).replace(/\s/g, ' ')
    const spots: Spot[] = []
    for (let from = 0; from < upper.length; from += 1) {
      const to = table
        .lengthsAt(upper, from)
        .map((length) => from + length)
        .find((end) => isWhole(upper, from, end))
      const found = to && byCode.get(upper.slice(from, to))
      if (found) spots.push({ from, to, found, by: 'code' })
    }
    return spots
  }
}

/** What ties a code to a longer one. */
const ties = /^[-._]$/

/** A-1 is no part of A-12, A-1-2, XA-1 or X-A-1; 台-1 none of 全台-1. */
function isWhole(text: string, from: number, to: number): boolean {
  const before = characterBefore(text, from)
  const after = characterAt(text, to)
  const first = wordScriptOf(characterAt(text, from))
  const last = wordScriptOf(characterBefore(text, to))
  const isTiedBefore = ties.test(before) && wordScriptOf(characterBefore(text, from - 1)) === 'spaced'
  const isTiedAfter = ties.test(after) && wordScriptOf(characterAt(text, to + 1)) === 'spaced'
  const goesOnBefore = first !== 'none' && wordScriptOf(before) === first
  const goesOnAfter = last !== 'none' && wordScriptOf(after) === last
  return !isTiedBefore && !isTiedAfter && !goesOnBefore && !goesOnAfter
}
