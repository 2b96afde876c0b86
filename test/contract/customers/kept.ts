import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { DomainId } from '../../../src/core/customer.ts'
import { clampTimes } from '../../../src/storage/clamp-times.ts'
import { createCustomers } from '../../../src/storage/copy/customers.ts'
import { copyOf } from '../../helpers/customer-copy.ts'
import { type CustomersForTest, customerOf, evening, later, noon } from './customers-for-test.ts'

const secret = 'SECRET-PERSON'

/** Registers the tests of what is kept of a customer, and of who learns that it has changed. */
export function customersAreKept(opened: () => CustomersForTest, connections: number): void {
  it('takes what was read ahead of a clock that was set back for read at that time', async () => {
    const { store, customers, pass } = opened()
    await pass(['1'])
    const { copies, revision } = await customers.changedSince(0)
    expect(copies[0]?.readAt).toBe(later)
    await clampTimes(store.db, noon)
    expect((await customers.changedSince(revision)).copies[0]?.readAt).toBe(noon)
    expect(await customers.lastPassAt()).toBe(noon)

    const clamped = (await customers.changedSince(0)).revision
    await clampTimes(store.db, later)
    expect((await customers.changedSince(clamped)).copies).toEqual([])
  })

  it('gives back what was read', async () => {
    const { customers, found } = opened()
    const wanted = await copyOf({
      id: '9007199254740993123',
      customer: { companyName: '株式会社"サンプル"' },
      subscriptions: [{ productId: 'STD', endsOn: null }],
      options: [{ plan: 'MONTHLY' }],
      tasks: [{ type: 'APPLY' }],
      readAt: noon,
    })
    await customers.keepCustomer(wanted.customer)
    const { subscriptions, options, tasks } = wanted
    if (!subscriptions || !options || !tasks) throw new Error('nothing to keep')
    const id = wanted.customer.domainId
    await customers.saveRead(id, { subscriptions, options, tasks, at: noon, soonestEndOn: null })
    expect(await found(id)).toEqual(wanted)
  })

  it('writes no personal data anywhere', async () => {
    const { store, customers, listing, beginList } = opened()
    const administrator = { lastName: secret, firstName: secret, id: secret, privateEmail: secret }
    const personal = {
      companyName: 'Kept',
      phoneNumber: secret,
      administrator: { ...administrator, cellphone: secret, countryCode: secret },
    }
    const turn = await beginList()
    await listing.keepPage(turn, { customers: [await customerOf('1', personal)], nextCursor: null })
    await customers.keepCustomer(await customerOf('2', personal))
    await customers.keepCustomer(await customerOf('1', { ...personal, companyName: 'Kept, too' }))

    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
      store.db,
    )
    let dump = ''
    for (const { name: table } of tables) {
      const { rows } = await sql`select row_to_json(r)::text as line from ${sql.table(table)} as r`.execute(
        store.db,
      )
      dump += JSON.stringify(rows)
    }
    expect(dump).toContain('Kept, too')
    expect(dump).not.toContain(secret)
  })

  it('tells what has changed since a revision, and nothing else', async () => {
    const { customers, saveRead } = opened()
    for (const id of ['1', '2']) await customers.keepCustomer(await customerOf(id))
    const first = await customers.changedSince(0)
    expect(first.copies.map(({ customer }) => customer.domainId).sort()).toEqual(['1', '2'])
    expect(await customers.changedSince(first.revision)).toEqual({ copies: [], revision: first.revision })

    await saveRead('2' as DomainId)
    const second = await customers.changedSince(first.revision)
    expect(second.copies.map(({ customer }) => customer.domainId)).toEqual(['2'])
    expect(second.revision).toBeGreaterThan(first.revision)
  })

  // The embedded store has one connection, so there two cannot write at a time.
  if (connections > 1) {
    it('misses nothing of a writer that commits late', async () => {
      const { store, customers } = opened()
      for (const id of ['1', '2']) await customers.keepCustomer(await customerOf(id))
      const { revision } = await customers.changedSince(0)
      let other: Promise<void> | undefined
      let between: { revision: number } | undefined
      await store.db.transaction().execute(async (slow) => {
        await createCustomers(slow).keepPart('1' as DomainId, 'options', [], noon)
        other = customers.keepPart('2' as DomainId, 'options', [], noon)
        between = await customers.changedSince(revision)
      })
      await other
      const after = await customers.changedSince(between?.revision ?? Number.NaN)
      expect(after.copies.map(({ customer }) => customer.domainId).sort()).toEqual(['1', '2'])
    })
  }

  it('keeps a part that is newer, and counts the oldest part as the time of reading', async () => {
    const { customers, saveRead, found } = opened()
    const id = '1' as DomainId
    await customers.keepCustomer(await customerOf(id))
    await saveRead(id, noon)
    await customers.keepPart(id, 'options', (await copyOf({ options: [{}] })).options ?? [], evening)
    expect(await found(id)).toMatchObject({ readAt: noon, options: [{ optionId: 'DRV' }] })
    await saveRead(id, later)
    expect(await found(id)).toMatchObject({ readAt: later, options: [{ optionId: 'DRV' }] })
    await customers.keepPart(id, 'options', [], noon)
    expect(await found(id)).toMatchObject({ options: [{ optionId: 'DRV' }] })
  })

  it('does not know a customer’s parts before the customer', async () => {
    const { customers, found } = opened()
    await customers.keepPart('404' as DomainId, 'options', [], noon)
    expect(await found('404')).toBeUndefined()
  })

  it('leaves the copy as it was when a pass is stopped', async () => {
    const { customers, passes, beginList, pass } = opened()
    await pass(['1'])
    const before = await customers.changedSince(0)
    const turn = await beginList()
    await passes.stop(turn.pass, 'no_permission', evening)
    expect(await customers.changedSince(0)).toEqual(before)
    expect(await passes.running()).toBeUndefined()
    expect(await customers.lastPassAt()).toBe(later)
    expect(await passes.lastEndAt()).toBe(evening)
  })
}
