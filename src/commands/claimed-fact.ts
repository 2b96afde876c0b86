import type { Call } from '../core/call.ts'
import type { Fact } from '../core/card.ts'
import { type Claim, isOwn } from '../core/claims.ts'
import type { Ending } from '../core/expiry.ts'
import { type Item, itemOf } from '../core/item.ts'
import { data, parts, say } from '../core/phrase.ts'
import { askToTakeOver, giveBack, takeOn } from './claim-actions.ts'
import { endingFact } from './ending-fact.ts'

/** A line of the list with who sees to it, and a button for what its reader can do about that. */
export function claimedFact(ending: Ending, claims: ReadonlyMap<Item, Claim>, call: Call): Fact {
  const { label, value } = endingFact(ending)
  const item = itemOf(ending)
  if (!item) return { label, value }
  const claim = claims.get(item)
  if (!claim) return { label, value, action: takeOn(item) }
  // To the others in a room it is not theirs.
  const own = !call.isForRoom && isOwn(claim, call)
  return {
    label,
    value: parts(value, say(own ? 'claim.yours' : 'claim.theirs', { name: data(claim.owner.name) })),
    action: own ? giveBack(item) : askToTakeOver(item),
  }
}

/** The same in a list where everything is the reader's. */
export function ownFact(ending: Ending): Fact {
  const item = itemOf(ending)
  return { ...endingFact(ending), ...(item ? { action: giveBack(item) } : {}) }
}
