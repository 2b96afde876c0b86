import type { Customer } from '../../core/customer.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'

/** A customer by name; one without a name goes by its domain ID. */
export function companyName(customer: Pick<Customer, 'domainId' | 'companyName'>): Phrase {
  const name = customer.companyName?.trim()
  return name ? data(name) : say('customer.unnamed', { id: data(customer.domainId) })
}
