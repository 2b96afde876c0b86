import { code, data, type Phrase, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'

/** A contract by its product; where that is not given, by its ID. */
export function nameContract({ productId, subscriptionId }: Subscription): Phrase {
  return productId ? code('product', productId) : say('claim.contract', { id: data(subscriptionId) })
}
