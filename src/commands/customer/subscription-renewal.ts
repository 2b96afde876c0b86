import { code, type Phrase, parts, say } from '../../core/phrase.ts'
import { canRenew, renewalOf, type Subscription, type SubscriptionRenewal } from '../../core/subscription.ts'

/** What happens to a contract at its end: the type, and the terms that come with it. */
export function subscriptionRenewal(subscription: Subscription): Phrase {
  const renewal = renewalOf(subscription)
  if (!renewal) return say(canRenew(subscription) ? 'renewalWords.notStated' : 'renewalWords.notForTrial')
  const type = code('subscriptionRenewal', renewal.type)
  return renewal.type === 'CANCEL' ? type : parts(type, ...renewalTerms(renewal))
}

/** What a contract is from its renewal on, as far as the API says. */
export function renewalTerms({ productId, plan, licenseCount }: SubscriptionRenewal): Phrase[] {
  return [
    ...(productId ? [code('product', productId)] : []),
    ...(plan ? [code('plan', plan)] : []),
    ...(licenseCount === null ? [] : [say('licenses.count', { count: licenseCount })]),
  ]
}
