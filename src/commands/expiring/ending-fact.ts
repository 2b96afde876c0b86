import type { Fact } from '../../core/card.ts'
import type { Customer } from '../../core/customer.ts'
import type { ContractEnding, Ending } from '../../core/expiry.ts'
import type { ScheduledTask } from '../../core/option.ts'
import { code, data, date, type Phrase, parts, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'
import { companyName } from '../customer/company-name.ts'
import { optionName, taskTerms } from '../customer/option-words.ts'
import { counted } from '../customer/period.ts'
import { productName } from '../customer/product-name.ts'

/** One line of a list: whose it is, and what happens to what. The day is its section's matter. */
export function endingFact(ending: Ending): Fact {
  return { label: companyWithId(ending), value: parts(...endingWords(ending)) }
}

/** The ID beside the name: names are not unique, and the ID is what other commands take at once. */
export function companyWithId(customer: Pick<Customer, 'domainId' | 'companyName'>): Phrase {
  const name = companyName(customer)
  return customer.companyName?.trim() ? say('named', { name, code: data(customer.domainId) }) : name
}

function endingWords(ending: Ending): readonly Phrase[] {
  if (ending.kind === 'scheduledTask') return scheduledWords(ending.task)
  if ('option' in ending) return [say(`ending.${ending.kind}`), optionName(ending.option)]
  return contractWords(ending)
}

function scheduledWords(task: ScheduledTask): readonly Phrase[] {
  return [say('ending.scheduledTask', { task: code('task', task.type) }), ...taskTerms(task)]
}

function contractWords(ending: ContractEnding): readonly Phrase[] {
  const { kind, subscription, on, daysLeft } = ending
  const product = productName(subscription)
  const plan = subscription.plan ? [code('plan', subscription.plan)] : []
  switch (kind) {
    case 'serviceTrial':
      return [say('ending.serviceTrial'), product]
    case 'suspendedTrial':
      return [
        product,
        ...(subscription.status ? [code('subscriptionStatus', subscription.status)] : []),
        ...(on === null || daysLeft === null
          ? [say('daysLeft.noEnd')]
          : [date(on), counted('daysUntil', daysLeft)]),
      ]
    case 'contractChanges':
      return [say('ending.contractChanges'), product, ...becoming(subscription)]
    case 'renewalUnknown':
      return [
        say('ending.renewalUnknown', {
          type: code('subscriptionRenewal', subscription.renewal?.type ?? ''),
        }),
        product,
        ...plan,
      ]
    default:
      return [say(`ending.${kind}`), product, ...plan]
  }
}

/** What is different after the renewal; nothing where the API does not say. */
function becoming({ renewal, productId, plan, licenseCount }: Subscription): Phrase[] {
  const terms = [
    ...(renewal?.productId && renewal.productId !== productId ? [code('product', renewal.productId)] : []),
    ...(renewal?.plan && renewal.plan !== plan ? [code('plan', renewal.plan)] : []),
    ...(typeof renewal?.licenseCount === 'number' && renewal.licenseCount !== licenseCount
      ? [say('licenses.count', { count: renewal.licenseCount })]
      : []),
  ]
  return terms.length > 0 ? [say('ending.becoming', { terms: parts(...terms) })] : []
}
