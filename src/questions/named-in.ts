import type { DomainId } from '../core/customer.ts'
import type { CustomerNames } from '../core/question/customer-names.ts'

/** The customers whom a text leaves no doubt about, in its order. */
export function namedIn(text: string, names: CustomerNames): DomainId[] {
  return names.mentionedIn(text.normalize('NFKC')).flatMap(({ candidates: [only, ...others] }) => {
    return only && others.length === 0 ? [only.domainId] : []
  })
}
