import type { Customer } from '../../core/customer.ts'

/** The customer as it may be kept: personal data is shown to those who ask for it, and written nowhere. */
export function withoutPersonalData(customer: Customer): Customer {
  return { ...customer, administrator: null, phoneNumber: null }
}
