import { type CalendarDate, daysBetween } from '../../core/calendar.ts'
import { isTrial } from '../../core/subscription.ts'
import { awkwardCustomers } from '../world/awkward.ts'
import { evolve } from '../world/evolve.ts'
import type { SeedCustomer } from '../world/seed-customer.ts'

const reasons = new Map(awkwardCustomers.map(({ domainId, why }) => [domainId, why]))

/** Why somebody trying the desk may want to look at this customer: its reason, its trial, or else its products. */
export function noteOf(customer: SeedCustomer, today: CalendarDate): string {
  const reason = reasons.get(customer.domainId)
  if (reason !== undefined) return reason
  const { contracts } = evolve(customer, today)
  const trial = contracts.find(isTrial)
  if (trial?.status === 'SUSPENDED_TRIALEND') return 'trial suspended'
  if (trial?.endsOn) return `trial ends ${inDays(daysBetween(today, trial.endsOn))}`
  return contracts.map(({ productId }) => productId).join(', ')
}

function inDays(days: number): string {
  if (days === 0) return 'today'
  return days === 1 ? 'tomorrow' : `in ${days} days`
}
