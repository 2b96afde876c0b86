import { code, type Phrase, say } from '../../core/phrase.ts'
import type { Subscription } from '../../core/subscription.ts'

/** What a contract is for; "not given" where the API does not say. */
export function productName({ productId }: Subscription): Phrase {
  return productId ? code('product', productId) : say('state.unknown')
}
