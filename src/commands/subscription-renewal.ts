import { code, type Phrase, parts, say } from '../core/phrase.ts'
import { isFree, isTrial, type Subscription } from '../core/subscription.ts'

/** What happens to a contract at its end: the type, and the terms that come with it. */
export function subscriptionRenewal(subscription: Subscription): Phrase {
  const { renewal } = subscription
  if (!renewal?.type) {
    const renews = !isTrial(subscription) && !isFree(subscription)
    return say(renews ? 'renewalWords.notStated' : 'renewalWords.notForTrial')
  }
  const type = code('subscriptionRenewal', renewal.type)
  if (renewal.type === 'CANCEL') return type
  const terms = [
    ...(renewal.productId ? [code('product', renewal.productId)] : []),
    ...(renewal.plan ? [code('plan', renewal.plan)] : []),
    ...(renewal.licenseCount === null ? [] : [say('licenses.count', { count: renewal.licenseCount })]),
  ]
  return parts(type, ...terms)
}
