import type { Candidate, CustomerCopy } from '../core/directory.ts'
import { bigramsOf } from './bigrams.ts'
import { firstLabel, foldDomain } from './fold-domain.ts'
import { type FoldedName, foldName } from './fold-name.ts'

/** A customer made ready to be searched for; empty text where nothing is given. */
export interface Searchable {
  readonly candidate: Candidate
  readonly name: FoldedName
  readonly domain: string
  readonly code: string
  /** Of the name without legal forms. */
  readonly nameBigrams: ReadonlySet<number>
  readonly labelBigrams: ReadonlySet<number>
}

export function toCandidate({ customer, goneAt }: CustomerCopy): Candidate {
  return {
    domainId: customer.domainId,
    companyName: customer.companyName,
    domain: customer.domain,
    customerCode: customer.partnership?.customerCode ?? null,
    isGone: goneAt !== null,
  }
}

export function toSearchable(candidate: Candidate): Searchable {
  const name = foldName(candidate.companyName ?? '')
  const domain = foldDomain(candidate.domain ?? '')
  return {
    candidate,
    name,
    domain,
    code: foldCode(candidate.customerCode ?? ''),
    nameBigrams: bigramsOf(name.core),
    labelBigrams: bigramsOf(firstLabel(domain)),
  }
}

/** Codes are the partner's own: width, case and surplus spaces are not meant, but `A-1` and `A1` may be two. */
export function foldCode(code: string): string {
  return code.normalize('NFKC').toUpperCase().trim().replace(/\s+/g, ' ')
}
