import { expect, it } from 'vitest'
import type { DomainId } from '../../../src/core/customer.ts'
import { type CustomersForTest, customersOf, later, longLease, noon } from './customers-for-test.ts'

/** Registers the tests of the list of all customers: how it is gone through, and whom it lacks. */
export function customersAreListed(opened: () => CustomersForTest): void {
  it('takes a customer for gone when two complete lists lack it and it refuses itself', async () => {
    const { pass, found } = opened()
    await pass(['1', '2', '3'])
    await pass(['1'], ['2'])
    expect(await found('2')).toMatchObject({ failure: 'not_found', goneAt: null })
    await pass(['1'], ['2'])
    expect(await found('2')).toMatchObject({ goneAt: later, customer: { domainId: '2' } })
    expect(await found('3')).toMatchObject({ goneAt: null, failure: null })

    await pass(['1', '3'])
    expect(await found('2')).toMatchObject({ goneAt: later })
    await pass(['1', '2', '3'])
    expect(await found('2')).toMatchObject({ goneAt: null, failure: null })
  })

  it('does not count a customer that refuses as gone while the list holds it', async () => {
    const { pass, found } = opened()
    for (let round = 0; round < 3; round += 1) await pass(['1'], ['1'])
    expect(await found('1')).toMatchObject({ goneAt: null, failure: 'not_found' })
  })

  it('survives customers that are listed twice and in any order', async () => {
    const { listing, beginList, saveRead, claimedBy } = opened()
    const turn = await beginList()
    const twice = await customersOf(['2', '1', '2'])
    expect(await listing.keepPage(turn, { customers: twice, nextCursor: 'a' })).toBe('next')
    for (const id of await claimedBy('w1')) await saveRead(id as DomainId)
    const again = { ...turn, from: 'a' }
    expect(
      await listing.keepPage(again, { customers: await customersOf(['1', '3']), nextCursor: null }),
    ).toBe('listed')
    expect(await claimedBy('w1')).toEqual(['3'])
  })

  it('ends a list that goes in circles, and takes nobody for absent', async () => {
    const { passes, listing, beginList, pass, claimedBy } = opened()
    await pass(['1', '2'])
    const turn = await beginList()
    const customersHere = await customersOf(['1'])
    const page = (from: string | null, nextCursor: string) =>
      listing.keepPage({ ...turn, from }, { customers: customersHere, nextCursor })
    expect(await page(null, 'a')).toBe('next')
    expect(await page('a', 'b')).toBe('next')
    expect(await page('b', 'a')).toBe('listed')
    expect(await passes.progress(turn.pass)).toMatchObject({
      isComplete: false,
      failure: 'partner_unreadable',
    })
    expect(await claimedBy('w1')).toEqual(['1'])
  })

  it('goes on where the list stood, for one lister at a time', async () => {
    const { passes, listing, found } = opened()
    const { id } = await passes.begin(noon)
    expect(await passes.begin(later)).toEqual({ id, isListed: false })
    expect(await listing.take(id, 'w1', -1)).toEqual({ cursor: null, failures: 0 })
    const turn = { pass: id, lister: 'w1', from: null, leaseMs: -1, at: noon }
    await listing.keepPage(turn, { customers: await customersOf(['1']), nextCursor: 'a+/=' })
    expect(await listing.take(id, 'w2', longLease)).toEqual({ cursor: 'a+/=', failures: 0 })
    expect(await listing.take(id, 'w3', longLease)).toBeUndefined()

    const late = { customers: await customersOf(['9']), nextCursor: null }
    expect(await listing.keepPage({ ...turn, from: 'a+/=' }, late)).toBe('lost')
    expect(await found('9')).toBeUndefined()

    await listing.retry({ ...turn, lister: 'w2', from: 'a+/=' }, -1, true)
    expect(await listing.take(id, 'w3', longLease)).toEqual({ cursor: null, failures: 1 })
  })
}
