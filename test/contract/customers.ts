import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../src/core/customer.ts'
import type { CustomerCopy } from '../../src/core/directory.ts'
import { clampTimes } from '../../src/storage/clamp-times.ts'
import { createCustomers } from '../../src/storage/customers.ts'
import { createListing, type PageTurn } from '../../src/storage/listing.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { createPasses } from '../../src/storage/passes.ts'
import { createReadings } from '../../src/storage/readings.ts'
import type { Store } from '../../src/storage/store.ts'
import { copyOf } from '../helpers/customer-copy.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const noon = '2026-11-21T12:00:00.000Z' as Instant
const later = '2026-11-21T13:00:00.000Z' as Instant
const evening = '2026-11-21T18:00:00.000Z' as Instant
const secret = 'SECRET-PERSON'
const longLease = 60_000

/** Registers the tests that hold for the copy of customers on every store with so many connections. */
export function customersContract(
  name: string,
  connections: number,
  makePlace: () => Promise<StorePlaceForTests>,
): void {
  describe(`customers on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let customers: ReturnType<typeof createCustomers>
    let passes: ReturnType<typeof createPasses>
    let listing: ReturnType<typeof createListing>
    let readings: ReturnType<typeof createReadings>

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      customers = createCustomers(store.db)
      passes = createPasses(store.db)
      listing = createListing(store.db)
      readings = createReadings(store.db)
    })
    afterEach(async () => {
      await sql`delete from reading`.execute(store.db)
      await sql`delete from customer`.execute(store.db)
      await sql`delete from pass`.execute(store.db)
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    const customerOf = async (id: string, fields: Partial<Customer> = {}) =>
      (await copyOf({ id, customer: fields })).customer
    const customersOf = (ids: readonly string[]) => Promise.all(ids.map((id) => customerOf(id)))

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

    it('takes what was read ahead of a clock that was set back for read at that time', async () => {
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
      await customers.keepPart('404' as DomainId, 'options', [], noon)
      expect(await found('404')).toBeUndefined()
    })

    it('puts a customer that a person found down to be read, once', async () => {
      await customers.keepCustomer(await customerOf('1'))
      await customers.keepCustomer(await customerOf('1', { companyName: 'Renamed' }))
      expect(await claimedBy('w1')).toEqual(['1'])
      await saveRead('1' as DomainId)
      await customers.keepCustomer(await customerOf('1', { companyName: 'Renamed again' }))
      expect(await claimedBy('w1')).toEqual([])
    })

    it('shares customers among readers, and hands over what a dead one has left', async () => {
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

    it('takes a customer for gone when two complete lists lack it and it refuses itself', async () => {
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
      for (let round = 0; round < 3; round += 1) await pass(['1'], ['1'])
      expect(await found('1')).toMatchObject({ goneAt: null, failure: 'not_found' })
    })

    it('survives customers that are listed twice and in any order', async () => {
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

    it('leaves the copy as it was when a pass is stopped', async () => {
      await pass(['1'])
      const before = await customers.changedSince(0)
      const turn = await beginList()
      await passes.stop(turn.pass, 'no_permission', evening)
      expect(await customers.changedSince(0)).toEqual(before)
      expect(await passes.running()).toBeUndefined()
      expect(await customers.lastPassAt()).toBe(later)
      expect(await passes.lastEndAt()).toBe(evening)
    })

    it('reads customers with a near end, and those that failed, more often', async () => {
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
  })
}
