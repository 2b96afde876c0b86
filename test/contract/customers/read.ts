import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { DomainId } from '../../../src/core/customer.ts'
import {
  type CustomersForTest,
  customerOf,
  customersOf,
  evening,
  later,
  longLease,
  noon,
} from './customers-for-test.ts'

/** Registers the tests of who reads which customer, and when. */
export function customersAreRead(opened: () => CustomersForTest): void {
  it('puts a customer that a person found down to be read, once', async () => {
    const { customers, saveRead, claimedBy } = opened()
    await customers.keepCustomer(await customerOf('1'))
    await customers.keepCustomer(await customerOf('1', { companyName: 'Renamed' }))
    expect(await claimedBy('w1')).toEqual(['1'])
    await saveRead('1' as DomainId)
    await customers.keepCustomer(await customerOf('1', { companyName: 'Renamed again' }))
    expect(await claimedBy('w1')).toEqual([])
  })

  it('shares customers among readers, and hands over what a dead one has left', async () => {
    const { listing, readings, beginList, claimedBy } = opened()
    const turn = await beginList()
    await listing.keepPage(turn, { customers: await customersOf(['1', '2', '3']), nextCursor: null })
    const shares = await Promise.all(['w1', 'w2'].map((reader) => readings.claim(reader, 2, longLease)))
    const [first = [], second = []] = shares.map((share) => share.map(({ domainId }) => domainId))
    expect([...first, ...second].sort()).toEqual(['1', '2', '3'])
    // A lease of less than nothing has run out: its reader is taken for dead.
    await readings.renew('w1', first, -1)
    expect(await claimedBy('w3')).toEqual(first.toSorted())
    expect(await claimedBy('w4')).toEqual([])
    await readings.release('w3')
    expect(await claimedBy('w4', -1)).toEqual(first.toSorted())
    await readings.renew('w4', first, longLease)
    expect(await claimedBy('w5')).toEqual([])
    await readings.releaseAll()
    expect(await claimedBy('w5')).toHaveLength(3)
  })

  it('marks a failure, tries again later, and forgets it with the next success', async () => {
    const { customers, passes, listing, readings, beginList, pass, saveRead, found, claimedBy } = opened()
    await pass(['1'])
    const turn = await beginList()
    await listing.keepPage(turn, { customers: await customersOf(['1']), nextCursor: null })
    await readings.claim('w1', 1, longLease)
    const failure = { code: 'partner_down', at: evening } as const
    await customers.saveFailure('1' as DomainId, { ...failure, retryInMs: longLease })
    expect(await found('1')).toMatchObject({ failure: 'partner_down', readAt: later, subscriptions: [] })
    expect(await claimedBy('w1')).toEqual([])
    expect(await passes.progress(turn.pass)).toMatchObject({ waiting: 1, settled: 0 })

    await customers.saveFailure('1' as DomainId, { ...failure, retryInMs: -1 })
    expect(await readings.claim('w1', 1, longLease)).toMatchObject([{ domainId: '1', tries: 2 }])
    await customers.saveFailure('1' as DomainId, { ...failure, retryInMs: null })
    expect(await passes.progress(turn.pass)).toMatchObject({ waiting: 0, settled: 1, failed: 1 })
    await saveRead('1' as DomainId, evening)
    expect(await found('1')).toMatchObject({ failure: null, readAt: evening })
  })

  it('reads customers with a near end, and those that failed, more often', async () => {
    const { store, customers, readings, pass, claimedBy } = opened()
    await pass(['1', '2', '3', '4', '5'], ['5'])
    const end = (id: string, day: string, at = noon) =>
      customers.saveRead(id as DomainId, {
        ...{ subscriptions: [], options: [], tasks: [] },
        at,
        soonestEndOn: day as never,
      })
    await sql`update customer set subscriptions_at = null, options_at = null, tasks_at = null`.execute(
      store.db,
    )
    await end('1', '2026-11-22')
    await end('2', '2026-12-22')
    await end('3', '2026-11-22', evening)
    await end('4', '2026-11-18')
    const near = { from: '2026-11-20', to: '2026-11-25', before: '2026-11-21T17:00:00Z' }
    await readings.addOftenRead(near as never)
    await readings.addOftenRead(near as never)
    expect(await claimedBy('w1')).toEqual(['1', '5'])
  })
}
