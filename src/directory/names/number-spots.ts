import { type DomainId, parseDomainId } from '../../core/customer.ts'
import { livingFirst } from '../living-first.ts'
import type { Searchable } from '../searchable.ts'
import type { WhoIndex } from '../who-index.ts'
import type { Spot } from './spot.ts'

/** Fewer digits are a count, a day or a time, unless `id:` stands before them. */
const fewestDigits = 6

/**
 * Digits that are no part of a longer number, of an order number such as INV-10000001, of a phone number or of a
 * sum; `id:` may stand before them.
 */
const digits =
  /(?<label>(?<![a-z0-9_])id\s?[:=]\s?)?(?<![a-z0-9_+$¥€£₩]|[0-9][.-]|(?<!(?<![a-z])id)(?<=[a-z])-)(?<id>\d+)(?![a-z0-9_]|[.-]\d|\.[a-z])/gi

/** Domain IDs, and customer codes of digits alone, which only the person can tell apart where both fit. */
export function numberSpotsIn(text: string, { byId, byCode }: Pick<WhoIndex, 'byId' | 'byCode'>): Spot[] {
  const spots: Spot[] = []
  for (const { 0: written, index: from, groups } of text.matchAll(digits)) {
    const id = groups?.id ?? ''
    if (id.length < fewestDigits && !groups?.label) continue
    const known = parseDomainId(id) ? byId.get(id as DomainId) : undefined
    const found: ReadonlySet<Searchable> = new Set([
      ...(known ? [known] : []),
      ...livingFirst(byCode.get(id) ?? []),
    ])
    if (found.size === 0) continue
    spots.push({ from, to: from + written.length, found: [...found], by: known ? 'id' : 'code' })
  }
  return spots
}
