import type { Instant } from '../../src/core/calendar.ts'
import type { DomainId } from '../../src/core/customer.ts'
import type { CustomerCopies, CustomerCopy } from '../../src/core/directory.ts'

/** What of a customer matters to finding it. */
export interface KnownCustomer {
  id: string
  name?: string | null
  domain?: string | null
  code?: string | null
  isGone?: boolean
}

export function copyOf({
  id,
  name = null,
  domain = null,
  code = null,
  isGone = false,
}: KnownCustomer): CustomerCopy {
  return {
    customer: {
      domainId: id as DomainId,
      tenantId: null,
      domain,
      domainType: null,
      companyName: name,
      phoneNumber: null,
      timeZone: null,
      locale: null,
      mxRecordActive: null,
      domainActive: null,
      administrator: null,
      partnership: {
        status: null,
        customerCode: code,
        memo: null,
        partnerProfileDisplayed: null,
        developerConsoleAccess: null,
        adminConsoleAccess: null,
      },
    },
    subscriptions: null,
    options: null,
    tasks: null,
    readAt: null,
    failure: null,
    goneAt: isGone ? ('2026-11-01T00:00:00Z' as Instant) : null,
  }
}

/** A store in memory that keeps count of what it is asked. */
export class KnownCopies implements CustomerCopies {
  readonly asked: number[] = []
  passAt: Instant | null = '2026-11-21T00:00:00Z' as Instant
  /** Asked before each answer; may reject, or take its time. */
  before: () => Promise<void> = async () => {}
  private readonly rows: { revision: number; copy: CustomerCopy }[] = []

  constructor(customers: readonly KnownCustomer[] = []) {
    this.put(...customers)
  }

  put(...customers: readonly KnownCustomer[]): void {
    for (const customer of customers)
      this.rows.push({ revision: this.rows.length + 1, copy: copyOf(customer) })
  }

  async changedSince(revision: number) {
    this.asked.push(revision)
    await this.before()
    const copies = this.rows.filter((row) => row.revision > revision).map(({ copy }) => copy)
    return { copies, revision: this.rows.length }
  }

  async lastPassAt() {
    await this.before()
    return this.passAt
  }
}
