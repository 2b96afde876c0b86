import type { CalendarDate } from '../../core/calendar.ts'
import type { Customer } from '../../core/customer.ts'
import { endsOf } from '../../core/expiry.ts'
import type { CustomerParts } from '../../storage/copy/customers.ts'

/** `today` is that of UTC: where the customer is, it may still be yesterday. */
const zoneSlackDays = 1

/** The next day on which something of a customer's ends or changes; contracts that renew by themselves do not. */
export function nearestEndOn(
  customer: Customer,
  parts: CustomerParts,
  today: CalendarDate,
): CalendarDate | null {
  const copy = { customer, ...parts, readAt: null, failure: null, goneAt: null }
  const days = endsOf(copy, today).flatMap(({ kind, on, daysLeft }) =>
    kind !== 'contractRenews' && on !== null && (daysLeft ?? 0) >= -zoneSlackDays ? [on] : [],
  )
  return days.sort()[0] ?? null
}
