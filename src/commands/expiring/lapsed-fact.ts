import { parseCalendarDate } from '../../core/calendar.ts'
import type { Fact } from '../../core/card.ts'
import type { CustomerCopy } from '../../core/directory.ts'
import { domainIdOf, type Item } from '../../core/item.ts'
import { data, date, type Phrase, parts, say } from '../../core/phrase.ts'
import { optionName } from '../customer/option-words.ts'
import { giveBack } from '../item/claim-actions.ts'
import { companyWithId } from './ending-fact.ts'

/** A line about what somebody has taken on and nothing ends as any more: all that is left of it is its key. */
export function lapsedFact(item: Item, copies: readonly CustomerCopy[]): Fact {
  const domainId = domainIdOf(item)
  const customer = copies.find((copy) => copy.customer.domainId === domainId)?.customer
  return {
    label: companyWithId(customer ?? { domainId, companyName: null }),
    value: lapsedWords(item),
    action: giveBack(item),
  }
}

/** Which contract or option it was, and its date. */
export function lapsedWords(item: Item): Phrase {
  const [, subscriptionId = '', optionId, subOptionId = '-', ...rest] = item
    .split('/')
    .map(decodeURIComponent)
  // Of a contract there is one reference, with kind and date behind it.
  const isOption = rest.length > 0 && optionId !== undefined
  const on = parseCalendarDate(item.slice(item.lastIndexOf('/') + 1))
  return parts(
    isOption
      ? optionName({ optionId, subOptionId: subOptionId === '-' ? null : subOptionId })
      : say('claim.contract', { id: data(subscriptionId) }),
    on ? say('claim.wasDue', { date: date(on) }) : say('daysLeft.noEnd'),
  )
}
