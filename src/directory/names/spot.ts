import type { CustomerMention } from '../../core/question/customer-names.ts'
import type { TextPlace } from '../../core/question/text-place.ts'
import type { Searchable } from '../searchable.ts'

/** A place in a text that names customers, before it is decided which of those that overlap is meant. */
export interface Spot extends TextPlace {
  /** What of it has to be there: the name without legal forms, one of which may belong to the next name. */
  readonly inner?: TextPlace
  readonly found: readonly Searchable[]
  readonly by: CustomerMention['by']
}

/** The longest of those that overlap, the earlier of equal ones; of the same place the first in the list. */
export function chooseSpots(spots: readonly Spot[], textLength: number): Spot[] {
  const taken = new Uint8Array(textLength)
  const isFree = ({ from, to }: TextPlace) => !taken.subarray(from, to).includes(1)
  const chosen: Spot[] = []
  for (const spot of spots.toSorted((a, b) => lengthOf(b) - lengthOf(a) || a.from - b.from)) {
    const place = [spot, spot.inner ?? spot].find(isFree)
    if (!place) continue
    taken.fill(1, place.from, place.to)
    chosen.push({ ...spot, from: place.from, to: place.to })
  }
  return chosen.sort((a, b) => a.from - b.from)
}

function lengthOf({ from, to }: TextPlace): number {
  return to - from
}
