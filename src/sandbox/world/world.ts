import { awkwardCustomers } from './awkward.ts'
import { generateCustomer } from './generate-customer.ts'
import type { Today } from './plain-customer.ts'
import { referenceCustomer } from './reference-customer.ts'
import type { SeedCustomer } from './seed-customer.ts'

export interface World {
  /** In the order in which they were registered. */
  readonly customers: readonly SeedCustomer[]
  /** `domainId` in decimal digits. */
  find(domainId: string): SeedCustomer | undefined
}

export interface WorldSettings {
  readonly seed: string
  /** How many customers; the fixed ones are there in any case. */
  readonly customers: number
}

/** Makes a world whose dates lie around `today`; the same for the same seed and day. */
export function createWorld(settings: WorldSettings, today: Today): World {
  const firstDays = new Map<string, ReturnType<Today>>()
  // Luxon is asked once per zone; ten thousand customers share a few.
  const firstDay: Today = (zone) => {
    const day = firstDays.get(zone) ?? today(zone)
    firstDays.set(zone, day)
    return day
  }
  const fixed = [
    referenceCustomer(firstDay),
    ...awkwardCustomers.map(({ domainId, build }) =>
      build({ domainId, domain: `row-${domainId % 10_000n}.example` }, firstDay),
    ),
  ]
  const generated = Array.from({ length: Math.max(0, settings.customers - fixed.length) }, (_, index) =>
    generateCustomer(settings.seed, index, firstDay),
  )
  const customers = [...fixed, ...generated]
  const byId = new Map(customers.map((customer) => [customer.domainId.toString(), customer]))
  return { customers, find: (domainId) => byId.get(domainId) }
}
