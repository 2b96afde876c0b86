import { expect } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../../src/core/customer.ts'
import type { CustomerCopy } from '../../../src/core/directory.ts'
import { createCustomers } from '../../../src/storage/copy/customers.ts'
import { createListing, type PageTurn } from '../../../src/storage/copy/listing.ts'
import { createPasses } from '../../../src/storage/copy/passes.ts'
import { createReadings } from '../../../src/storage/copy/readings.ts'
import type { Store } from '../../../src/storage/store.ts'
import { copyOf } from '../../helpers/customer-copy.ts'

export const noon = '2026-11-21T12:00:00.000Z' as Instant
export const later = '2026-11-21T13:00:00.000Z' as Instant
export const evening = '2026-11-21T18:00:00.000Z' as Instant
export const longLease = 60_000

export const customerOf = async (id: string, fields: Partial<Customer> = {}) =>
  (await copyOf({ id, customer: fields })).customer
export const customersOf = (ids: readonly string[]) => Promise.all(ids.map((id) => customerOf(id)))

/** The copy of customers in a store, with what the tests do to it in a few words. */
export function createCustomersForTest(store: Store) {
  const customers = createCustomers(store.db)
  const passes = createPasses(store.db)
  const listing = createListing(store.db)
  const readings = createReadings(store.db)

  async function beginList(lister = 'w1'): Promise<PageTurn> {
    const { id } = await passes.begin(noon)
    await listing.take(id, lister, longLease)
    return { pass: id, lister, from: null, leaseMs: longLease, at: noon }
  }

  /** A whole pass whose list holds these, each read unless it is refused with `not_found`. */
  async function pass(ids: readonly string[], refused: readonly string[] = []): Promise<void> {
    const turn = await beginList()
    await listing.keepPage(turn, { customers: await customersOf(ids), nextCursor: null })
    for (const { domainId } of await readings.claim('w1', 100, longLease)) {
      if (refused.includes(domainId)) {
        await customers.saveFailure(domainId, { code: 'not_found', at: later, retryInMs: null })
      } else await saveRead(domainId)
    }
    await passes.settle(turn.pass, later)
    expect((await passes.progress(turn.pass)).endedAt).toBe(later)
  }

  const saveRead = (id: DomainId, at = later) =>
    customers.saveRead(id, { subscriptions: [], options: [], tasks: [], at, soonestEndOn: null })

  async function found(id: string): Promise<CustomerCopy | undefined> {
    const { copies } = await customers.changedSince(0)
    return copies.find(({ customer }) => customer.domainId === id)
  }

  const claimedBy = async (reader: string, leaseMs = longLease) =>
    (await readings.claim(reader, 100, leaseMs)).map(({ domainId }) => domainId).sort()

  return { store, customers, passes, listing, readings, beginList, pass, saveRead, found, claimedBy }
}

export type CustomersForTest = ReturnType<typeof createCustomersForTest>
