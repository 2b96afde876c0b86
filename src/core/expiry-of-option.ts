import type { CalendarDate } from './calendar.ts'
import { type HeldOption, isOneOff } from './option.ts'
import { isTrialPlan, type Subscription } from './subscription.ts'

export type OptionEndingKind = 'optionTrial' | 'optionEnds'

interface OptionExpiry {
  readonly kind: OptionEndingKind
  readonly on: CalendarDate | null
}

/**
 * Whether and when an option ends. `contracts` are all of its customer's.
 *
 * A paid option's date is the end of a period, not of the option: options renew with their contract, and a renewal of
 * their own is STAY or CHANGE, never an end (partner-customer-option-products-renewal-get). So it ends only when its
 * contract is not renewed, and then on the contract's date, whatever period it is in by then. A cancellation of the
 * option alone is a scheduled task. One-off options do not renew and end on their own date.
 */
export function expiryOfOption(
  option: HeldOption,
  contracts: readonly Subscription[],
): OptionExpiry | undefined {
  if (isTrialOption(option)) return { kind: 'optionTrial', on: option.endsOn }
  if (isOneOff(option.optionId)) return option.endsOn ? { kind: 'optionEnds', on: option.endsOn } : undefined

  const contract = contracts.find(({ subscriptionId }) => subscriptionId === option.subscriptionId)
  if (contract?.renewal?.type !== 'CANCEL') return undefined
  return { kind: 'optionEnds', on: contract.endsOn ?? option.endsOn }
}

/** The plan says so, or the sub option is one that LINE WORKS' pages name a trial. */
export function isTrialOption({ plan, subOptionId }: HeldOption): boolean {
  return isTrialPlan(plan) || (subOptionId !== null && trialSubOptions.has(subOptionId))
}

/** Named one by one: an ID that is not known yet may end alike without being a trial. */
const trialSubOptions: ReadonlySet<string> = new Set([
  ...['ACV200', 'ACV300'],
  ...['DRV00', 'DRV_PS_T', 'DRV_PA_T'],
  ...['CST_S00', 'CST_M00', 'CST_L00'],
])
