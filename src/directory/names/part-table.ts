import type { Candidate } from '../../core/directory.ts'
import { inRankOrder, type Ranked, rankName } from '../rank-name.ts'
import type { Searchable } from '../searchable.ts'
import { wordScriptOf } from './letters.ts'
import { toSpokenName } from './spoken-name.ts'

/** Company names, to be found by a part of them. */
interface PartTable {
  /** The living before the gone, then the whole name, its beginning, the beginning of a word in it, the inside. */
  withPart(words: string): readonly Candidate[]
}

/** Two letters of Han, kana or Hangul are a word; of others it takes three. */
const fewestOthers = 2
const fewestSpaced = 3
/** So many may be the beginning of a word, as `north` is; fewer have to be the whole of it. */
const fewestAtBeginning = 4
/** So many may stand inside of one; `wind` is a word of its own. */
const fewestInside = 5

/** A part that more customers share tells nothing of who is meant: 物流, Foods. */
const mostSharing = 5
const mostSharingShare = 0.01

export function buildPartTable(all: readonly Searchable[]): PartTable {
  const places = new Map<number, number[]>()
  for (const [index, { name }] of all.entries()) {
    post(name.text, index)
    if (!name.text.includes(name.core)) post(name.core, index)
  }
  const most = Math.max(mostSharing, all.length * mostSharingShare)

  function post(text: string, index: number): void {
    for (let at = 1; at < text.length; at += 1) {
      const pair = pairAt(text, at)
      const known = places.get(pair)
      if (!known) places.set(pair, [index])
      else if (known.at(-1) !== index) known.push(index)
    }
  }

  /** The customers that have the rarest pair of letters in it. */
  function mayHave(wanted: string): readonly number[] {
    let fewest: readonly number[] | undefined
    for (let at = 1; at < wanted.length; at += 1) {
      const having = places.get(pairAt(wanted, at)) ?? []
      if (!fewest || having.length < fewest.length) fewest = having
      if (fewest.length === 0) break
    }
    return fewest ?? []
  }

  return {
    withPart(words) {
      const wanted = toSpokenName(words).core
      if (!isTelling(wanted)) return []
      const ranked: Ranked[] = []
      for (const index of mayHave(wanted)) {
        const one = all[index]
        const rank = one && rankName(one.name, wanted)
        if (!one || rank === undefined || !isFair(one, wanted, rank)) continue
        ranked.push({ one, rank })
        if (ranked.length > most) return []
      }
      return inRankOrder(ranked).map(({ candidate }) => candidate)
    },
  }
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at)
}

function isTelling(wanted: string): boolean {
  const spaced = Array.from(wanted).filter((letter) => wordScriptOf(letter) === 'spaced')
  return (
    wanted.length - spaced.length >= fewestOthers || (wanted.length >= fewestSpaced && /\p{L}/u.test(wanted))
  )
}

/** Whether it is no accident that the name holds it; few letters of Latin and the like are in many a word. */
function isFair({ name }: Searchable, wanted: string, rank: number): boolean {
  if (rank === 0 || Array.from(wanted).some((letter) => wordScriptOf(letter) !== 'spaced')) return true
  if (wanted.length >= fewestAtBeginning) return rank < 3 || wanted.length >= fewestInside
  return name.starts.some((start) => {
    const end = start + wanted.length
    return name.text.startsWith(wanted, start) && (end === name.text.length || name.starts.includes(end))
  })
}
