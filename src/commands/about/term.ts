import type { CalendarDate } from '../../core/calendar.ts'
import { expiryOfContract } from '../../core/expiry-of-contract.ts'
import { expiryOfOption } from '../../core/expiry-of-option.ts'
import type { HeldOption } from '../../core/option.ts'
import { code, type Phrase, say } from '../../core/phrase.ts'
import { isFree, isTrial, type Subscription } from '../../core/subscription.ts'
import { optionName } from '../customer/option-words.ts'
import type { Gathered } from './gather.ts'
import { nameContract } from './name-contract.ts'

/** A contract or a held option, as something that lasts for a time. */
export interface Term {
  readonly name: Phrase
  /** Null where it is not given. */
  readonly plan: Phrase | null
  /** Null where it is in use, or where that is not given. */
  readonly status: Phrase | null
  /** Of the period that is given. */
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  /** The last day that is known: of the period, unless an option ends with its contract. */
  readonly lastOn: CalendarDate | null
  readonly isTrial: boolean
  readonly isFree: boolean
  /** For good. The period of what renews may lie in the past while it goes on. */
  readonly isOver: boolean
}

export function termOfContract(subscription: Subscription, today: CalendarDate): Term {
  const { plan, startsOn, endsOn, status } = subscription
  const ending = expiryOfContract(subscription, today)
  return {
    name: nameContract(subscription),
    plan: plan ? code('plan', plan) : null,
    status: status && status !== 'ACTIVE' ? code('subscriptionStatus', status) : null,
    startsOn,
    endsOn,
    lastOn: endsOn,
    isTrial: isTrial(subscription),
    isFree: isFree(subscription),
    isOver: ending === 'suspendedTrial' || (ending === 'contractEnds' && isBefore(endsOn, today)),
  }
}

export function termOfOption(
  option: HeldOption,
  { holding, today }: Pick<Gathered, 'holding' | 'today'>,
): Term {
  const { plan, startsOn, endsOn } = option
  const expiry = expiryOfOption(option, holding)
  return {
    name: optionName(option),
    plan: plan ? code('plan', plan) : null,
    status: null,
    startsOn,
    endsOn,
    lastOn: expiry?.on ?? endsOn,
    isTrial: expiry?.kind === 'optionTrial',
    isFree: false,
    isOver: isBefore(expiry?.on ?? null, today),
  }
}

/** A trial by name: most names say that it is one. */
export function nameTrial({ name }: Term): Phrase {
  const says = 'code' in name && trialCode.test(name.code)
  return says ? name : say('about.trialOf', { what: name })
}

/** IDs of products end with `_T`, those of sub options with `_T` or two zeros. */
const trialCode = /(?:_T|00)$/

function isBefore(on: CalendarDate | null, today: CalendarDate): boolean {
  return on !== null && on < today
}
