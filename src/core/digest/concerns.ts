import type { Customer, Partnership } from '../customer.ts'
import type { DigestRule } from './rule.ts'

/** The customers that a rule keeps: those with its text in their code or memo, whatever its case and width. */
export function concernsOf({ contains }: Pick<DigestRule, 'contains'>): (customer: Customer) => boolean {
  if (contains === null) return () => true
  const wanted = fold(contains)
  return ({ partnership }) => partnership !== null && foldedOf(partnership).includes(wanted)
}

/** Every room with a text of its own looks through all customers. */
const folded = new WeakMap<Partnership, string>()

function foldedOf(partnership: Partnership): string {
  const known = folded.get(partnership)
  if (known !== undefined) return known
  // What nobody types stands between the two, so that no text begins in one and ends in the other.
  const text = fold([partnership.customerCode, partnership.memo].map((part) => part ?? '').join('\0'))
  folded.set(partnership, text)
  return text
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
