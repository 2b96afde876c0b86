import type { Claims } from '../core/claims.ts'
import type { Customer } from '../core/customer.ts'
import { DeskError } from '../core/errors.ts'
import { type Ending, endsOf } from '../core/expiry.ts'
import { domainIdOf, type Item, itemOf } from '../core/item.ts'
import type { Phrase } from '../core/phrase.ts'
import type { Asked } from './command.ts'
import { customerZone } from './customer-zone.ts'

export interface FoundItem {
  readonly item: Item
  readonly customer: Pick<Customer, 'domainId' | 'companyName'>
  /** Undefined where nothing ends as this item any more. */
  readonly ending: Ending | undefined
  readonly notes: readonly Phrase[]
}

/** Looks for what an item means in the copy, as it is now. */
export async function findItem(item: Item, asked: Asked): Promise<FoundItem> {
  const domainId = domainIdOf(item)
  const copies = (await asked.directory?.copies()) ?? []
  const copy = copies.find(({ customer }) => customer.domainId === domainId)
  if (!copy) return { item, customer: { domainId, companyName: null }, ending: undefined, notes: [] }

  const { zone, notes } = customerZone(copy.customer, asked)
  const ending = endsOf(copy, asked.clock.today(zone)).find((found) => itemOf(found) === item)
  return { item, customer: copy.customer, ending, notes: ending ? notes : [] }
}

/** Rejects where nobody can take anything on, because there is nowhere to keep it. */
export function claimsOf({ claims, call }: Asked): Claims {
  if (!claims)
    throw new DeskError('internal', `${call.text.split(' ')[0]}: there is no store to keep claims in`)
  return claims
}
