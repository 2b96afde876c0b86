import type { Customer } from '../customer.ts'
import type { DigestRule } from './rule.ts'

/** The customers that a rule keeps: those with its text in their code or memo, whatever its case and width. */
export function concernsOf({ contains }: Pick<DigestRule, 'contains'>): (customer: Customer) => boolean {
  if (contains === null) return () => true
  const wanted = fold(contains)
  return ({ partnership }) =>
    [partnership?.customerCode, partnership?.memo].some((text) => text && fold(text).includes(wanted))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
