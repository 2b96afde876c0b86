import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCustomerNames } from '../../src/directory/customer-names.ts'
import { toCandidate, toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { copyOf, type KnownCustomer } from './known-copies.ts'

interface Listed {
  readonly domainId: string
  readonly companyName: string
  readonly domain: string
  readonly customerCode: string | null
}

const listed: readonly Listed[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../questions/customers.json'), 'utf8'),
)

export const fiveScripts = listed.map(({ domainId, companyName, domain, customerCode }) => ({
  id: domainId,
  name: companyName,
  domain,
  code: customerCode,
}))

export function namesOf(customers: readonly KnownCustomer[], ordinaryWords: readonly string[] = []) {
  const searchables = customers.map((customer) => toSearchable(toCandidate(copyOf(customer))))
  return buildCustomerNames(buildWhoIndex(searchables), new Set(ordinaryWords))
}

/** `そらまめ建設=10000001 name`, one for each place; several candidates with `|` between them. */
export function mentions(text: string, names = known): string[] {
  const clean = text.normalize('NFKC')
  return names
    .mentionedIn(clean)
    .map(
      ({ from, to, candidates, by }) =>
        `${clean.slice(from, to)}=${candidates.map(({ domainId }) => domainId).join('|')} ${by}`,
    )
}

export const known = namesOf(fiveScripts)
