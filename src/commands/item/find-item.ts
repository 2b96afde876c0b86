import type { CalendarDate } from '../../core/calendar.ts'
import type { Claim } from '../../core/claims.ts'
import type { Customer } from '../../core/customer.ts'
import { type Ending, endsOf } from '../../core/expiry.ts'
import { domainIdOf, type Item, itemOf } from '../../core/item.ts'
import type { Mark } from '../../core/marks.ts'
import type { Phrase } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { customerZone } from '../customer/customer-zone.ts'
import { findPutAway } from './find-put-away.ts'

/** What an item means now, and what has been done about it. */
export interface FoundItem extends ItemInCopy {
  readonly item: Item
  /** Who sees to it. */
  readonly claim: Claim | undefined
  /** Why digests leave it out. */
  readonly mark: Mark | undefined
  /** The day by which things are put off. */
  readonly today: CalendarDate
}

interface ItemInCopy {
  readonly customer: Pick<Customer, 'domainId' | 'companyName'>
  /** Undefined where nothing ends as this item any more. */
  readonly ending: Ending | undefined
  readonly notes: readonly Phrase[]
}

export async function findItem(item: Item, asked: Asked): Promise<FoundItem> {
  const [found, claims, { marks, today }] = await Promise.all([
    findInCopy(item, asked),
    asked.claims?.all() ?? [],
    findPutAway(asked),
  ])
  return { ...found, item, claim: claims.find((claim) => claim.item === item), mark: marks.get(item), today }
}

async function findInCopy(item: Item, asked: Asked): Promise<ItemInCopy> {
  const domainId = domainIdOf(item)
  const copies = (await asked.directory?.copies()) ?? []
  const copy = copies.find(({ customer }) => customer.domainId === domainId)
  if (!copy) return { customer: { domainId, companyName: null }, ending: undefined, notes: [] }

  const { zone, notes } = customerZone(copy.customer, asked)
  const ending = endsOf(copy, asked.clock.today(zone)).find((found) => itemOf(found) === item)
  return { customer: copy.customer, ending, notes: ending ? notes : [] }
}
