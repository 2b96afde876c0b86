import { optionName } from '../../commands/customer/option-words.ts'
import { companyWithId } from '../../commands/expiring/ending-fact.ts'
import type { Fact } from '../../core/card.ts'
import type { Change } from '../../core/digest/changes.ts'
import { code, date, type Phrase, parts, say } from '../../core/phrase.ts'
import { type Claimed, holderOf, openCustomer, openItem } from './ending-line.ts'

/** A line about something that has happened to a customer. */
export function changeLine(change: Change, claimed: Claimed): Fact {
  const { kind, domainId, item } = change
  return {
    label: companyWithId(change),
    value: parts(say(`digest.change.${kind}`), ...detailsOf(change), ...holderOf(item, claimed)),
    action: item ? openItem(item) : openCustomer(domainId),
  }
}

function detailsOf(change: Change): Phrase[] {
  if (change.kind === 'gone') return []
  if ('optionId' in change) return [optionName(change)]
  const { productId, on, kind } = change
  return [
    ...(productId ? [code('product', productId)] : []),
    ...(on ? [kind === 'ended' ? date(on) : say('period.openStart', { to: date(on) })] : []),
  ]
}
