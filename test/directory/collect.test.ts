import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { createCustomers } from '../../src/storage/copy/customers.ts'
import { startCountingProxy } from '../helpers/counting-proxy.ts'
import { useSharedStore } from '../helpers/shared-store.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import {
  type CollectingDesk,
  type CollectingSettings,
  control,
  openCollecting,
  startWorld,
} from './collecting.ts'

const hourMs = 3_600_000
/** Two pages. */
const customers = 31
const perPass = customers * 3 + 2

describe('collecting', () => {
  const store = useSharedStore('customer', 'pass', 'pass_cursor', 'reading')
  let sandbox: Sandbox
  let desk: CollectingDesk
  let log: ReturnType<typeof createCollectedLog>
  let aheadMs: number

  beforeAll(async () => {
    sandbox = await startWorld(customers)
  })
  beforeEach(async () => {
    aheadMs = 0
    desk = await open()
  })
  afterEach(async () => {
    await desk.close()
    await control(sandbox, 'reset', {})
  })
  afterAll(() => sandbox.close())

  function open(more: Partial<CollectingSettings> = {}): Promise<CollectingDesk> {
    log = createCollectedLog()
    return openCollecting({
      environment: sandbox.environment,
      store: store(),
      log,
      windowMs: 120,
      wallClock: () => Date.now() + aheadMs,
      ...more,
    })
  }

  const fault = (more: object) => control(sandbox, 'faults', { target: 'partner', kind: 'status', ...more })
  /** By ID: they come in the order in which they were read. */
  const copies = async () =>
    (await createCustomers(desk.store.db).changedSince(0)).copies.toSorted(
      (a, b) => Number(a.customer.domainId) - Number(b.customer.domainId),
    )
  const calls = () => log.lines.filter(({ message }) => message === 'partner call').length
  const failing = async () => (await copies()).filter(({ failure }) => failure !== null)

  it('reads every customer once, with all its parts', async () => {
    // On a busy machine a turn at a customer would run out, and be taken again.
    await desk.close()
    desk = await open({ windowMs: 6_000 })
    const progress: { settled: number; msLeft: number | null }[] = []
    const report = await desk.collector.passNow((at) => progress.push(at))
    expect(report).toMatchObject({ isComplete: true, listed: customers, settled: customers, failed: 0 })
    expect(calls()).toBe(perPass)
    expect(progress.at(-1)).toMatchObject({ settled: customers, msLeft: 0 })

    const all = await copies()
    expect(all).toHaveLength(customers)
    const id = '10000001' as DomainId
    const fresh = { correlationId: 'c-1', fresh: true }
    const one = all.find(({ customer }) => customer.domainId === id)
    expect(one).toMatchObject({
      customer: { ...(await desk.partner.customer(id, fresh)), administrator: null, phoneNumber: null },
      subscriptions: await desk.partner.subscriptions(id, fresh),
      options: await desk.partner.options(id, fresh),
      tasks: await desk.partner.scheduledTasks(id, fresh),
      failure: null,
    })
  })

  it('tries a customer that fails again, within the pass', async () => {
    await fault({ operation: 'optionProducts.list', status: 400, times: 1 })
    const report = await desk.collector.passNow()
    expect(report).toMatchObject({ settled: customers, failed: 0 })
    expect(log.lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({ code: 'partner_refused' })
  })

  it('marks who keeps failing with the reason, keeps what it had, and tries again in an hour', async () => {
    await desk.collector.passNow()
    await desk.close()
    const proxy = await startCountingProxy(sandbox)
    const path = '/partners/customers/10000001/option-products'
    proxy.refused.set(path, 400)
    desk = await open({ environment: proxy.environment, windowMs: 30 })
    expect(await desk.collector.passNow()).toMatchObject({ settled: customers, failed: 1 })
    expect(proxy.counts.get(path)).toBe(3)
    expect(await failing()).toMatchObject([
      {
        customer: { domainId: '10000001' },
        failure: 'partner_refused',
        subscriptions: [{ productId: 'STD_T' }],
        readAt: expect.any(String),
      },
    ])

    proxy.refused.clear()
    await desk.collector.start()
    aheadMs = hourMs + 1_000
    await expect.poll(failing).toEqual([])
    await desk.close()
    await proxy.close()
    desk = await open()
  })

  it('begins a pass by itself when the copy is older than six hours, and not before', async () => {
    // As above: what is counted here is read in one turn.
    await desk.close()
    desk = await open({ windowMs: 6_000 })
    await desk.collector.start()
    const customersKept = createCustomers(desk.store.db)
    await expect.poll(() => customersKept.lastPassAt()).not.toBeNull()
    const first = await customersKept.lastPassAt()

    const before = calls()
    aheadMs = 6 * hourMs - 60_000
    await desk.collector.stop()
    await desk.close()
    desk = await open()
    await desk.collector.start()
    await expect.poll(async () => calls()).toBeGreaterThan(0)
    expect(before).toBe(perPass)
    expect(await createCustomers(desk.store.db).lastPassAt()).toBe(first)
    // What ends within days was read again, the others were not.
    expect(calls()).toBeLessThan(perPass)

    aheadMs = 6 * hourMs + 60_000
    await expect.poll(() => createCustomers(desk.store.db).lastPassAt()).not.toBe(first)
  })

  it('stops without permission, leaves the copy as it was, and tells the operator', async () => {
    // As above: whoever lost a turn could still write after the pass.
    await desk.close()
    desk = await open({ windowMs: 6_000 })
    await desk.collector.passNow()
    const before = await copies()
    await fault({ status: 403 })
    const report = await desk.collector.passNow()
    expect(report).toMatchObject({ failure: 'no_permission', isComplete: false })
    expect(await copies()).toEqual(before)
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { code: 'no_permission' }, message: expect.stringContaining('collecting stopped') },
    ])
  })

  it('stops when permission is lost while customers are read', async () => {
    let isLost = false
    const report = await desk.collector.passNow(({ isListed }) => {
      if (isListed && !isLost) {
        isLost = true
        void fault({ status: 403 })
      }
    })
    expect(report).toMatchObject({ failure: 'no_permission', isComplete: false })
    expect(report.settled).toBeLessThan(customers)
    expect(await failing()).toEqual([])
  })

  it('tries the list again after a failure', async () => {
    await fault({ operation: 'customers.list', status: 400, times: 1 })
    expect(await desk.collector.passNow()).toMatchObject({ isComplete: true, settled: customers })
    expect(log.lines.find(({ level }) => level === 'warn')?.fields).toMatchObject({ code: 'partner_refused' })
  })

  it('begins the list anew when its cursor is refused', async () => {
    await sql`insert into pass (started_at, next_cursor) values (now(), 'aged')`.execute(desk.store.db)
    expect(await desk.collector.passNow()).toMatchObject({ isComplete: true, settled: customers })
  })

  it('gives the list up where it fails again and again, and takes nobody for absent', async () => {
    await desk.collector.passNow()
    await fault({ operation: 'customers.list', status: 400 })
    const report = await desk.collector.passNow()
    expect(report).toMatchObject({ isComplete: false, failure: 'partner_refused' })
    expect(log.lines.at(-1)).toMatchObject({ level: 'error' })
    expect(await failing()).toEqual([])
  })

  it('asks a customer that the list lacks itself, and marks it gone after two passes', async () => {
    // As above: what is counted here is read in one turn.
    await desk.close()
    desk = await open({ windowMs: 6_000 })
    await desk.collector.passNow()
    await sql`
      insert into customer (domain_id, listed, revision)
      select '99999998', jsonb_set(listed, '{domainId}', '"99999998"'), revision from customer
      where domain_id = '10000001'`.execute(desk.store.db)
    const gone = async () => (await copies()).find(({ customer }) => customer.domainId === '99999998')
    expect(await desk.collector.passNow()).toMatchObject({ gone: 0 })
    expect(await gone()).toMatchObject({ failure: 'not_found', goneAt: null })
    expect(await desk.collector.passNow()).toMatchObject({ gone: 1 })
    expect(await gone()).toMatchObject({ failure: 'not_found', goneAt: expect.any(String) })
    const before = calls()
    await desk.collector.passNow()
    expect(calls() - before).toBe(perPass)
  })

  it('goes on after a stop in the middle, and gives back what it had begun', async () => {
    let stopped: Promise<void> | undefined
    const pass = desk.collector.passNow(({ settled }) => {
      if (settled > 0) stopped ??= desk.collector.stop()
    })
    await expect(pass).rejects.toThrow('stopped')
    await stopped
    const { rows } = await sql`select 1 from reading where reader is not null`.execute(desk.store.db)
    expect(rows).toEqual([])
    const before = calls()
    await desk.close()
    desk = await open()
    expect(await desk.collector.passNow()).toMatchObject({ settled: customers, failed: 0 })
    // Whoever was being read at the stop is asked again, with at most three reads each.
    expect(before + calls()).toBeLessThan(perPass + 8 * 3 + 2)
  })
})
