import type { CalendarDate } from './calendar.ts'
import type { DomainId } from './customer.ts'

/** Core service, Roger, AiNote and PaperOn; the narrow set of the reference pages and the wide one. */
export const productIds = [
  ...['FR', 'STD_T', 'ADV_T', 'STD', 'ADV'],
  ...['ROG_FR', 'ROG_STD_T', 'ROG_ADV_T', 'ROG_STD', 'ROG_ADV'],
  ...['NTA_FR', 'NTA_SL_T', 'NTA_TM_T', 'NTA_BZ_T', 'NTA_EP_T', 'NTA_SL', 'NTA_TM', 'NTA_BZ', 'NTA_EP'],
  ...['JP_PPO_LT_T', 'JP_PPO_STD_T', 'JP_PPO_ADV_T', 'JP_PPO_LT', 'JP_PPO_STD', 'JP_PPO_ADV'],
] as const

export const plans = [
  ...['FREE', 'FREE_LICENSE', 'TRIAL', 'TRIAL_LICENSE', 'MONTHLY', 'MONTHLY_LICENSE'],
  ...['ANNUAL', 'ANNUAL_LICENSE', 'ANNUAL_PREPAY', 'ANNUAL_PREPAY_LICENSE'],
] as const

export const subscriptionStatuses = ['ACTIVE', 'SUSPENDED_TRIALEND'] as const
export const subscriptionRenewalTypes = ['STAY', 'CHANGE', 'CANCEL'] as const
export const licenseAssignTypes = ['NONE', 'AUTO', 'MANUAL'] as const

export interface SubscriptionRenewal {
  readonly type: string | null
  readonly productId: string | null
  readonly plan: string | null
  readonly licenseCount: number | null
}

interface SettledRenewal extends SubscriptionRenewal {
  readonly type: string
}

/** One contract of a customer. */
export interface Subscription {
  readonly domainId: DomainId | null
  readonly subscriptionId: string
  readonly productId: string | null
  readonly plan: string | null
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  readonly licenseAssignType: string | null
  readonly licenseCount: number | null
  readonly status: string | null
  readonly renewal: SubscriptionRenewal | null
}

/** Either sign is enough: the pages pair a `_T` product with a trial plan but do not promise it. */
export function isTrial(subscription: Pick<Subscription, 'productId' | 'plan'>): boolean {
  return isTrialPlan(subscription.plan) || (subscription.productId?.endsWith('_T') ?? false)
}

export function isTrialPlan(plan: string | null): boolean {
  return plan === 'TRIAL' || plan === 'TRIAL_LICENSE'
}

/** Renewed by the month, where nothing else is set. */
export function isMonthlyPlan(plan: string | null): boolean {
  return plan === 'MONTHLY' || plan === 'MONTHLY_LICENSE'
}

/** Whether a renewal can be set: LINE WORKS gives trials and free plans none (partner-customer-subscriptions-list). */
export function canRenew(subscription: Subscription): boolean {
  return !isTrial(subscription) && !isFree(subscription)
}

/**
 * What is set for the end of a contract. LINE WORKS gives trials and free plans no renewal
 * (partner-customer-subscriptions-list), yet its own sample has a trial with one: such a one means nothing, save that a
 * free plan which is cancelled ends.
 */
export function renewalOf(subscription: Subscription): SettledRenewal | null {
  const { renewal } = subscription
  if (!renewal?.type || isTrial(subscription)) return null
  if (isFree(subscription) && renewal.type !== 'CANCEL') return null
  return { ...renewal, type: renewal.type }
}

/** Either sign is enough here too. */
export function isFree({ productId, plan }: Pick<Subscription, 'productId' | 'plan'>): boolean {
  return plan === 'FREE' || plan === 'FREE_LICENSE' || /(?:^|_)FR$/.test(productId ?? '')
}
