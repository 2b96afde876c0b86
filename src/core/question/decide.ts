import type { DomainId } from '../customer.ts'
import type { Candidate } from '../directory.ts'
import { type About, mostCustomers } from './about.ts'
import type { CustomerMention } from './customer-names.ts'
import type { Understood } from './understood.ts'

/** What is to be done about a message. */
export type Decision =
  | { readonly kind: 'silence' }
  | { readonly kind: 'answer'; readonly about: About }
  /** What was understood is said, and what could be meant is offered. */
  | {
      readonly kind: 'unsure'
      readonly customers: readonly DomainId[]
      /** To choose from, where a name is not clear. */
      readonly candidates: readonly Candidate[]
    }

interface Circumstances {
  /** The bot was spoken to. */
  readonly isAddressed: boolean
  /** Whoever spoke to it only pointed at a message: then it need not ask anything. */
  readonly isLookUp?: boolean
  /** Those whom the talk may be about, the likeliest first. */
  readonly topics: readonly DomainId[]
}

/**
 * Answers what is clear. Nobody who did not speak to the bot hears of what is not; whoever did is told what was
 * understood, unless it was thanks or a greeting.
 */
export function decide(understood: Understood, circumstances: Circumstances): Decision {
  const named = chosenIn(understood.customers)
  return circumstances.isAddressed
    ? decideForAsker(understood, named, circumstances)
    : decideUnasked(understood, named, circumstances)
}

function decideUnasked(
  { asks, intents, options, unknownIds, unexplained }: Understood,
  named: Named,
  { topics }: Circumstances,
): Decision {
  const isClear = asks === 'surely' && intents.length > 0 && named.candidates.length + unknownIds.length === 0
  const isFollowUp = named.ids.length === 0 && topics.length === 1 && unexplained === ''
  const customers = isFollowUp ? topics : named.ids
  const isFit = isClear && customers.length > 0 && customers.length <= mostCustomers
  return isFit ? { kind: 'answer', about: { customers, intents, options } } : { kind: 'silence' }
}

function decideForAsker(
  { intents, options, isIdle, isBare, unknownIds, unexplained }: Understood,
  { ids, candidates }: Named,
  { isLookUp = false, topics }: Circumstances,
): Decision {
  if (isIdle && !isLookUp) return { kind: 'silence' }
  const own = [...ids, ...unknownIds]
  const hasMatter = intents.length > 0
  // Words that are left over may be the name of somebody else.
  const isFollowUp = own.length === 0 && candidates.length === 0 && hasMatter && unexplained === ''
  const customers = isFollowUp ? topics : own
  const isClear = hasMatter || (own.length > 0 && (isBare || isLookUp))
  // Of several whom a talk was about, only one is meant.
  const most = own.length > 0 ? mostCustomers : 1
  const isFit = candidates.length === 0 && customers.length > 0 && customers.length <= most
  return isClear && isFit
    ? { kind: 'answer', about: { customers, intents, options } }
    : { kind: 'unsure', customers, candidates }
}

interface Named {
  readonly ids: readonly DomainId[]
  /** To choose from. */
  readonly candidates: readonly Candidate[]
}

/** Who is meant at each place, and whom to choose from where that is open. */
function chosenIn(mentions: readonly CustomerMention[]): Named {
  const ids: DomainId[] = []
  const candidates: Candidate[] = []
  for (const mention of mentions) {
    const living = mention.candidates.filter(({ isGone }) => !isGone)
    const [only, ...others] = living.length > 0 ? living : mention.candidates
    if (only && others.length === 0) ids.push(only.domainId)
    else candidates.push(...mention.candidates)
  }
  return { ids: [...new Set(ids)], candidates }
}
