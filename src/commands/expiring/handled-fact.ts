import type { Call } from '../../core/call.ts'
import type { Fact } from '../../core/card.ts'
import { type Claim, isOwn } from '../../core/claims.ts'
import type { Ending } from '../../core/expiry.ts'
import { type Item, itemOf } from '../../core/item.ts'
import type { Mark } from '../../core/marks.ts'
import { data, type Phrase, parts, say } from '../../core/phrase.ts'
import { askToTakeOver, giveBack, takeOn } from '../item/claim-actions.ts'
import { markWords } from '../item/mark-words.ts'
import { endingFact } from './ending-fact.ts'

/** What has been done about the things of a list. */
export interface Handled {
  readonly claims: ReadonlyMap<Item, Claim>
  readonly marks: ReadonlyMap<Item, Mark>
}

/** A line of the list with what has been done about it, and a button for what its reader can do. */
export function handledFact(ending: Ending, { claims, marks }: Handled, call: Call): Fact {
  const { label, value, action } = claimedFact(ending, claims, call)
  return { label, value: marked(value, ending, marks), ...(action ? { action } : {}) }
}

/** The same in a list where everything is the reader's. */
export function ownFact(ending: Ending, marks: ReadonlyMap<Item, Mark>): Fact {
  const item = itemOf(ending)
  const { label, value } = endingFact(ending)
  return { label, value: marked(value, ending, marks), ...(item ? { action: giveBack(item) } : {}) }
}

/** A line of the list with who sees to it, and a button for what its reader can do about that. */
function claimedFact(ending: Ending, claims: ReadonlyMap<Item, Claim>, call: Call): Fact {
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

function marked(value: Phrase, ending: Ending, marks: ReadonlyMap<Item, Mark>): Phrase {
  const item = itemOf(ending)
  const mark = item && marks.get(item)
  return mark ? parts(value, markWords(mark)) : value
}
