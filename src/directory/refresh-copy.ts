import type { DomainId } from '../core/customer.ts'
import type { Log, Partner, WallClock } from '../core/ports.ts'
import type { CustomerParts, Customers } from '../storage/copy/customers.ts'
import { instantNow } from './collect/collecting.ts'

interface RefreshSettings {
  readonly partner: Partner
  readonly customers: Pick<Customers, 'keepCustomer' | 'keepPart'>
  readonly wallClock: WallClock
  readonly log: Log
}

/** A partner whose answers are also kept. */
interface RefreshingPartner extends Partner {
  /** Resolves when everything answered so far has been kept, or could not be. */
  settled(): Promise<void>
}

/**
 * What people read refreshes the desk's copy: after they have their answer, and where the store fails, only the log
 * hears of it. Answers from the cache have been kept when they came, and are not kept again.
 */
export function refreshCopy({ partner, customers, wallClock, log }: RefreshSettings): RefreshingPartner {
  const kept = new WeakSet<object>()
  const keeping = new Set<Promise<void>>()

  function keep<T extends object>(answer: T, id: DomainId, save: () => Promise<void>): T {
    if (kept.has(answer)) return answer
    kept.add(answer)
    const saving = save()
      .catch((error: unknown) => {
        log.warn({ err: error, domainId: id }, 'an answer could not be kept in the copy')
      })
      .finally(() => keeping.delete(saving))
    keeping.add(saving)
    return answer
  }

  async function keepPart<Part extends keyof CustomerParts>(
    part: Part,
    id: DomainId,
    read: Promise<CustomerParts[Part]>,
  ): Promise<CustomerParts[Part]> {
    const askedAt = wallClock()
    const value = await read
    return keep(value, id, () => {
      const at = instantNow(() => askedAt)
      return customers.keepPart(id, part, value, at)
    })
  }

  return {
    ...partner,
    async customer(id, options) {
      const customer = await partner.customer(id, options)
      return keep(customer, id, () => customers.keepCustomer(customer))
    },
    subscriptions: (id, options) => keepPart('subscriptions', id, partner.subscriptions(id, options)),
    options: (id, options) => keepPart('options', id, partner.options(id, options)),
    scheduledTasks: (id, options) => keepPart('tasks', id, partner.scheduledTasks(id, options)),
    settled: async () => {
      await Promise.all(keeping)
    },
  }
}
