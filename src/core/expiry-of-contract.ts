import type { CalendarDate } from './calendar.ts'
import { isFree, isMonthlyPlan, isTrial, renewalOf, type Subscription } from './subscription.ts'

export type ContractEndingKind =
  /** A trial that runs. */
  | 'serviceTrial'
  /** A trial that is over, by its status or, where that has not followed yet, by its date. */
  | 'suspendedTrial'
  /** Renewal CANCEL. */
  | 'contractEnds'
  /** Renewal CHANGE. */
  | 'contractChanges'
  /** STAY, or by the month without a renewal. */
  | 'contractRenews'
  /** A renewal of a type that has no name yet. */
  | 'renewalUnknown'
  /** By the year, or on a plan that is not known, without a renewal. */
  | 'renewalNotStated'

/**
 * What happens to a contract on its end date. Undefined where no end is told: a free plan has no term, and a contract
 * that has neither date nor cancellation is not known to end.
 */
export function expiryOfContract(
  subscription: Subscription,
  today: CalendarDate,
): ContractEndingKind | undefined {
  const { status, endsOn, plan } = subscription
  if (status === 'SUSPENDED_TRIALEND') return 'suspendedTrial'
  if (isTrial(subscription)) return endsOn && endsOn < today ? 'suspendedTrial' : 'serviceTrial'

  const type = renewalOf(subscription)?.type
  if (type === 'CANCEL') return 'contractEnds'
  if (type === 'CHANGE') return 'contractChanges'
  if (!endsOn) return undefined
  if (type) return type === 'STAY' ? 'contractRenews' : 'renewalUnknown'
  if (isFree(subscription)) return undefined
  return isMonthlyPlan(plan) ? 'contractRenews' : 'renewalNotStated'
}
