import type { Instant } from '../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../src/core/customer.ts'
import type { CustomerCopy, Directory } from '../../src/core/directory.ts'
import type { HeldOption, ScheduledTask } from '../../src/core/option.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import { knownPartner } from './known-partner.ts'

/** What a copy holds of one customer; rows need only the fields that matter to the test. */
export interface Copied {
  id?: string
  customer?: Partial<Customer>
  subscriptions?: readonly Partial<Subscription>[]
  options?: readonly Partial<HeldOption>[]
  tasks?: readonly Partial<ScheduledTask>[]
  /** False: its turn has not come yet. */
  isRead?: boolean
  failure?: CustomerCopy['failure']
  isGone?: boolean
  readAt?: string
}

/** The copy of one customer, read at noon of 21 November 2026 where nothing else is said. */
export async function copyOf({
  id = '7',
  isRead = true,
  isGone = false,
  ...copied
}: Copied): Promise<CustomerCopy> {
  const partner = knownPartner(copied)
  const domainId = id as DomainId
  const options = { correlationId: 'ref-1' }
  const readAt = (copied.readAt ?? '2026-11-21T12:00:00Z') as Instant
  return {
    customer: await partner.customer(domainId, options),
    subscriptions: isRead ? await partner.subscriptions(domainId, options) : null,
    options: isRead ? await partner.options(domainId, options) : null,
    tasks: isRead ? await partner.scheduledTasks(domainId, options) : null,
    readAt: isRead ? readAt : null,
    failure: copied.failure ?? null,
    goneAt: isGone ? readAt : null,
  }
}

/** A directory that holds these copies, and whose last complete pass ended then. */
export async function directoryOf(
  copied: readonly Copied[],
  lastPassAt: string | null = '2026-11-21T12:00:00Z',
): Promise<Pick<Directory, 'copies' | 'lastPassAt'>> {
  const copies = await Promise.all(copied.map(copyOf))
  return { copies: async () => copies, lastPassAt: async () => lastPassAt as Instant | null }
}
