import { counted } from '../../commands/customer/period.ts'
import { endingFact } from '../../commands/expiring/ending-fact.ts'
import type { Action, Fact } from '../../core/card.ts'
import type { Claim } from '../../core/claims.ts'
import type { DomainId } from '../../core/customer.ts'
import { toExactId } from '../../core/exact-id.ts'
import type { Ending } from '../../core/expiry.ts'
import { type Item, itemOf } from '../../core/item.ts'
import { data, date, type Phrase, parts, say } from '../../core/phrase.ts'

export type Claimed = ReadonlyMap<Item, Claim>

/** A line about something that ends: what happens to what, when, and who has taken it on. */
export function endingLine(ending: Ending, claimed: Claimed): Fact {
  const { on, daysLeft, kind, domainId } = ending
  const { label, value } = endingFact(ending)
  const item = itemOf(ending)
  // Trials that are over tell their date themselves.
  const when =
    kind === 'suspendedTrial' || on === null || daysLeft === null
      ? []
      : [date(on), counted('daysUntil', daysLeft)]
  return {
    label,
    value: parts(value, ...when, ...holderOf(item, claimed)),
    action: item ? openItem(item) : openCustomer(domainId),
  }
}

export function holderOf(item: Item | undefined, claimed: Claimed): Phrase[] {
  const claim = item && claimed.get(item)
  return claim ? [say('claim.theirs', { name: data(claim.owner.name) })] : []
}

/** The one button of a line: what can be done about it is on the card behind it. */
export function openItem(item: Item): Action {
  return { kind: 'open', label: say('action.details'), command: `item ${item}` }
}

export function openCustomer(id: DomainId): Action {
  return { kind: 'open', label: say('action.customer'), command: `customer ${toExactId(id)}` }
}
