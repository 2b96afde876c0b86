import { afterEach, describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { createRequestWindows } from '../../src/storage/request-windows.ts'
import { createSharedBudget } from '../../src/works/shared-budget.ts'
import type { CollectProcessSettings } from '../helpers/collect-process.ts'
import { type CountingProxy, startCountingProxy } from '../helpers/counting-proxy.ts'
import { silentLog } from '../helpers/known-partner.ts'
import { type Running, run, until } from '../helpers/processes.ts'
import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { openCollecting, startWorld } from './collecting.ts'

interface Settings {
  readonly customers: number
  readonly rateLimit: number
  /** A minute in the sandbox, and so long whoever reads a customer has for it. */
  readonly windowMs: number
}

const parts = ['subscriptions', 'option-products', 'option-product-orders']

let sandbox: Sandbox
let proxy: CountingProxy
let place: StorePlaceForTests

async function begin({ customers, rateLimit, windowMs }: Settings): Promise<void> {
  sandbox = await startWorld(customers, { rateLimit, timeScale: 60_000 / windowMs })
  proxy = await startCountingProxy(sandbox)
}
afterEach(async () => {
  await proxy.close()
  await sandbox.close()
  await place.remove()
})

function collect({ rateLimit, windowMs }: Settings): Running {
  const { databaseUrl, dataDir } = place
  const settings: CollectProcessSettings = { databaseUrl, dataDir, rateLimit, windowMs }
  return run('test/helpers/collect-process.ts', [JSON.stringify(settings)], proxy.environment)
}

const reportOf = (running: Running) => JSON.parse(/^report (.*)$/m.exec(running.output())?.[1] ?? '{}')
const callsFor = (id: string) => parts.map((part) => proxy.counts.get(`/partners/customers/${id}/${part}`))

/** Whom the pass has read and kept so far. No other process may have the store. */
async function kept(): Promise<string[]> {
  const store = await openStore(place)
  try {
    const rows = await store.db
      .selectFrom('customer')
      .select('domain_id')
      .where('settled_pass', 'is not', null)
      .execute()
    return rows.map((row) => row.domain_id)
  } finally {
    await store.close()
  }
}

describe('processes that collect', () => {
  it('killed twice, go on where they were and read nothing twice that was kept', async () => {
    // On a busy machine a customer takes longer than a second.
    const settings = { customers: 90, rateLimit: 120, windowMs: 2_000 }
    const { customers } = settings
    await begin(settings)
    place = await makeDataDir()
    const callsWhenKept = new Map<string, (number | undefined)[]>()
    for (const share of [0.2, 0.6]) {
      const running = collect(settings)
      await until(running, async () => proxy.counts.size > customers * parts.length * share)
      running.process.kill('SIGKILL')
      await running.ended
      const now = await kept()
      expect(now.length).toBeGreaterThan(callsWhenKept.size)
      expect(now.length).toBeLessThan(customers)
      for (const id of now) callsWhenKept.set(id, callsWhenKept.get(id) ?? callsFor(id))
    }
    const last = collect(settings)
    expect(await last.ended, last.errors()).toBe(0)
    expect(reportOf(last)).toMatchObject({ isComplete: true, settled: customers, failed: 0 })
    const all = await kept()
    expect(all).toHaveLength(customers)
    for (const [id, calls] of callsWhenKept) expect(callsFor(id), id).toEqual(calls)
    // Whoever was being read at a kill is read anew: at most as many as are read at the same time.
    const again = all.filter((id) => callsFor(id).some((calls) => calls !== 1))
    expect(again.length).toBeLessThanOrEqual(2 * 8)
    expect(proxy.counts.get('/partners/customers')).toBeLessThanOrEqual(customers / 30 + 2)
  })
})

await onPostgres((server) => {
  it('three processes share a pass and the limit, and a person does not wait for them', async () => {
    // When a window ends is told in whole seconds: in one of two seconds the two sides would often mean another one.
    const settings = { customers: 180, rateLimit: 240, windowMs: 1_000 }
    const { customers, rateLimit, windowMs } = settings
    await begin(settings)
    place = await makeDatabase(server)
    const waits: number[] = []
    const person = await openCollecting({
      environment: proxy.environment,
      place,
      more: { purpose: 'person' },
      budgetOn: ({ db }) =>
        createSharedBudget({
          windows: createRequestWindows(db, { limit: rateLimit, windowMs }),
          ...{ limit: rateLimit, windowMs, wallClock: Date.now, log: silentLog },
          wait: async (ms) => {
            waits.push(ms)
          },
        }),
    })
    const workers = [collect(settings), collect(settings), collect(settings)]
    try {
      const [first] = workers
      if (!first) throw new Error('no worker')
      await until(first, async () => proxy.counts.size > 100)
      let looked = 0
      const id = '10000001' as DomainId
      const isOver = async () => workers.every(({ process }) => process.exitCode !== null)
      while (!(await isOver()) && looked < 100) {
        await person.partner.subscriptions(id, { correlationId: 'c-1', fresh: true })
        looked += 1
      }
      expect(looked).toBeGreaterThan(0)
      expect(waits).toEqual([])
      for (const worker of workers) {
        expect(await worker.ended, worker.errors()).toBe(0)
        expect(reportOf(worker)).toMatchObject({ isComplete: true, settled: customers, failed: 0 })
        expect(worker.output()).toMatch(/call subscriptions 200/)
        expect(worker.output()).not.toMatch(/ 429$/m)
      }
      const ids = (await kept()).filter((other) => other !== id)
      for (const other of ids) expect(callsFor(other), other).toEqual([1, 1, 1])
    } finally {
      for (const worker of workers) worker.process.kill('SIGKILL')
      await person.close()
    }
  })
})
