import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../src/core/customer.ts'
import type { CustomerCopy } from '../../src/core/directory.ts'
import type { Partner } from '../../src/core/ports.ts'
import { refreshCopy } from '../../src/directory/refresh-copy.ts'
import { createCustomers } from '../../src/storage/copy/customers.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { type Known, knownPartner } from '../helpers/known-partner.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { createCollectedLog } from '../works/collected-log.ts'

const id = '10000001' as DomainId
const noon = Date.UTC(2026, 10, 21, 12)
const options = { correlationId: 'c-1' }

describe('what people read', () => {
  let place: StorePlaceForTests
  let store: Store
  let log: ReturnType<typeof createCollectedLog>

  beforeAll(async () => {
    place = await makeDataDir()
    store = await openStore(place)
    await store.migrate()
  })
  beforeEach(() => {
    log = createCollectedLog()
  })
  afterEach(async () => {
    await store.db.deleteFrom('reading').execute()
    await store.db.deleteFrom('customer').execute()
  })
  afterAll(async () => {
    await store.close()
    await place.remove()
  })

  const refreshing = (partner: Partner, nowMs = noon, customers = createCustomers(store.db)) =>
    refreshCopy({ partner, customers, wallClock: () => nowMs, log })
  const knowing = (known: Known, nowMs = noon) => refreshing(knownPartner(known), nowMs)
  const copies = async (): Promise<readonly CustomerCopy[]> =>
    (await createCustomers(store.db).changedSince(0)).copies
  const named = (companyName: string): Partial<Customer> => ({ companyName, phoneNumber: '03-0000-0000' })

  it('refreshes the copy, and counts as read once all three parts have been', async () => {
    const partner = knowing({ customer: named('Old'), options: [{ plan: 'MONTHLY' }] })
    expect(await partner.customer(id, options)).toMatchObject({ phoneNumber: '03-0000-0000' })
    await partner.settled()
    expect(await copies()).toMatchObject([
      { customer: { companyName: 'Old', phoneNumber: null }, readAt: null },
    ])

    await Promise.all([partner.subscriptions(id, options), partner.options(id, options)])
    await partner.settled()
    expect(await copies()).toMatchObject([{ subscriptions: [], options: [{ plan: 'MONTHLY' }], tasks: null }])

    await partner.scheduledTasks(id, options)
    await partner.settled()
    expect(await copies()).toMatchObject([{ tasks: [], readAt: new Date(noon).toISOString() }])

    const next = knowing({ customer: named('New') }, noon + 1_000)
    await next.customer(id, options)
    await next.settled()
    expect(await copies()).toMatchObject([{ customer: { companyName: 'New' } }])
  })

  it('is kept once, though the cache gives it again and again', async () => {
    const held = await knownPartner({}).options(id, options)
    const cached: Partner = { ...knownPartner({}), options: async () => held }
    let saves = 0
    const customers = createCustomers(store.db)
    const partner = refreshing(cached, noon, {
      ...customers,
      keepPart: async (...given) => {
        saves += 1
        await customers.keepPart(...given)
      },
    })
    for (let n = 0; n < 3; n += 1) expect(await partner.options(id, options)).toBe(held)
    await partner.settled()
    expect(saves).toBe(1)
  })

  it('is answered before it is kept, and also where it cannot be kept', async () => {
    let fail = (_reason: Error) => {}
    const stuck = new Promise<void>((_, reject) => {
      fail = reject
    })
    const partner = refreshing(knownPartner({}), noon, {
      ...createCustomers(store.db),
      keepPart: () => stuck,
    })
    expect(await partner.subscriptions(id, options)).toEqual([])
    expect(log.lines).toEqual([])
    fail(new Error('no store'))
    await partner.settled()
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { domainId: id } }])
  })

  it('changes nothing where it is a failure', async () => {
    const partner = knowing({ customer: named('Here'), options: 'partner_down' })
    await partner.customer(id, options)
    await expect(partner.options(id, options)).rejects.toMatchObject({ code: 'partner_down' })
    await partner.settled()
    expect(await copies()).toMatchObject([{ options: null, failure: null }])
  })

  it('leaves newer parts of the copy alone', async () => {
    const early = knowing({ customer: named('Here'), options: [{ plan: 'MONTHLY' }] }, noon - 1_000)
    await early.customer(id, options)
    await early.settled()
    const at = new Date(noon).toISOString() as Instant
    const parts = { subscriptions: [], options: [], tasks: [] }
    await createCustomers(store.db).saveRead(id, { ...parts, at, soonestEndOn: null })
    await early.options(id, options)
    await early.settled()
    expect(await copies()).toMatchObject([{ options: [], readAt: at }])
  })
})
