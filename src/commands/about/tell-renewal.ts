import { type Phrase, say } from '../../core/phrase.ts'
import { canRenew, renewalOf, type Subscription } from '../../core/subscription.ts'
import { renewalTerms, subscriptionRenewal } from '../customer/subscription-renewal.ts'
import type { Gathered } from './gather.ts'
import { nameContract } from './name-contract.ts'
import { overWords } from './over-words.ts'
import { ahead, notStated, renewalSentence } from './renewal-sentence.ts'
import { tellContracts } from './tell-each.ts'
import { tellOptionRenewal } from './tell-option-renewal.ts'

/** What happens at renewal: to each option that is named, else to each contract. */
export function tellRenewal(gathered: Gathered): Phrase[] {
  const { options, today } = gathered
  if (options.length > 0) return options.map((option) => tellOptionRenewal(gathered, option))
  return tellContracts(gathered, (subscription, term) =>
    term.isOver ? overWords(term, today) : contractWords(subscription, gathered),
  )
}

function contractWords(subscription: Subscription, { today }: Gathered): Phrase {
  const what = nameContract(subscription)
  const on = ahead(subscription.endsOn, today)
  const renewal = renewalOf(subscription)
  if (renewal) {
    const inWords = subscriptionRenewal(subscription)
    return renewalSentence(what, { type: renewal.type, on, terms: renewalTerms(renewal), inWords })
  }
  return canRenew(subscription) ? notStated(what, on) : say('about.renewal.notForTrial', { what })
}
