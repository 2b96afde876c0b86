import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open/open-store.ts'
import { createRequestWindows } from '../../src/storage/request-windows.ts'
import type { Store } from '../../src/storage/store.ts'
import type { RequestBudget } from '../../src/works/budget.ts'
import type { Purpose } from '../../src/works/rate-window.ts'
import { createSharedBudget, type SharedWindows } from '../../src/works/shared-budget.ts'
import { silentLog } from '../helpers/known-partner.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'
import { type CollectedLog, createCollectedLog } from '../works/collected-log.ts'

const hourMs = 3_600_000
const secondMs = 1_000

/** Registers the tests that hold for a budget that processes share on a store. */
export function sharedBudgetContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`the shared budget on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
    })
    beforeEach(async () => {
      await sql`delete from request_window`.execute(store.db)
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    /** One process's budget. A window of an hour stands still for a test; a wait ends it. */
    function budgetOf(limit: number, windowMs = hourMs): RequestBudget {
      const windows = createRequestWindows(store.db, { limit, windowMs })
      return createSharedBudget({
        ...{ windows, limit, windowMs, wallClock: Date.now, log: silentLog },
        wait: () => endWindow(),
      })
    }
    const endWindow = async () => {
      await sql`update request_window set ends_at = now() - interval '1 second'`.execute(store.db)
    }
    const take = (budget: RequestBudget, purpose: Purpose = 'person', patienceMs = 0) =>
      budget.take('customer', {
        purpose,
        deadlineAt: Date.now() + patienceMs,
        signal: new AbortController().signal,
      })
    const row = () => store.db.selectFrom('request_window').selectAll().executeTakeFirstOrThrow()
    const silence = { limit: undefined, used: undefined, remaining: undefined, resetInSeconds: undefined }

    it('is one for all processes, and counts each operation by itself', async () => {
      const [one, two] = [budgetOf(4), budgetOf(4)]
      await Promise.all([take(one), take(two), take(one), take(two)])
      await expect(take(one)).rejects.toMatchObject({ code: 'rate_limited' })
      await expect(take(two)).rejects.toMatchObject({ code: 'rate_limited' })
      const other = { purpose: 'person', deadlineAt: 0, signal: new AbortController().signal } as const
      await expect(one.take('options', other)).resolves.toBeDefined()
    })

    it('leaves collecting at most half, over all processes', async () => {
      const [one, two] = [budgetOf(5), budgetOf(5)]
      await take(one, 'collecting')
      await take(two, 'collecting')
      await expect(take(one, 'collecting')).rejects.toMatchObject({ code: 'rate_limited' })
      for (let n = 0; n < 3; n += 1) await take(two)
      await expect(take(two)).rejects.toMatchObject({ code: 'rate_limited' })
    })

    it('says when the next window begins', async () => {
      const budget = budgetOf(1)
      await take(budget)
      const { ends_at } = await row()
      const error = await take(budget).catch((reason: unknown) => reason)
      const seconds = (ends_at.getTime() - Date.now()) / 1000
      expect(Math.abs((error as { retryInSeconds: number }).retryInSeconds - seconds)).toBeLessThan(3)
    })

    it('begins with the minute of the clock, and anew after the end', async () => {
      const budget = budgetOf(1, secondMs)
      await take(budget)
      expect((await row()).ends_at.getTime() % secondMs).toBe(0)
      await endWindow()
      await take(budget)
      expect(await row()).toMatchObject({ people: 1, collecting: 0 })
    })

    it('waits where the next window is near enough, and keeps room there for people', async () => {
      const budget = budgetOf(4)
      for (let n = 0; n < 4; n += 1) await take(budget)
      // Three people wait, of whom this process plays one; the window then ends.
      await sql`update request_window set waiting = 2`.execute(store.db)
      await take(budget, 'person', 2 * hourMs)
      expect(await row()).toMatchObject({ people: 1, reserved: 2, waiting: 0 })
      await take(budget, 'collecting')
      await expect(take(budget, 'collecting')).rejects.toMatchObject({ code: 'rate_limited' })
      for (let n = 0; n < 2; n += 1) await take(budget)
      await expect(take(budget)).rejects.toMatchObject({ code: 'rate_limited' })
    })

    it('counts windows ahead where more people wait than one has room for', async () => {
      const budget = budgetOf(2)
      for (let n = 0; n < 2; n += 1) await take(budget)
      await sql`update request_window set waiting = 4`.execute(store.db)
      const error = await take(budget, 'person', 2 * hourMs).catch((reason: unknown) => reason)
      expect((error as { retryInSeconds: number }).retryInSeconds).toBeGreaterThan((2 * hourMs) / 1000 - 1)
    })

    it('believes the reply when others use the limit as well', async () => {
      const budget = budgetOf(240)
      const slot = await take(budget)
      slot.giveBack({ ...silence, limit: 240, remaining: 1 })
      await expect.poll(async () => (await row()).others).toBe(238)
      await take(budget)
      await expect(take(budget)).rejects.toMatchObject({ code: 'rate_limited' })
    })

    it('takes over a lower limit and another end', async () => {
      const budget = budgetOf(240)
      const slot = await take(budget)
      slot.giveBack({ ...silence, limit: 2, used: 1, resetInSeconds: 5 })
      await expect.poll(async () => (await row()).limit_seen).toBe(2)
      expect((await row()).ends_at.getTime() - Date.now()).toBeLessThan(5_100)
      await take(budget)
      const error = await take(budget).catch((reason: unknown) => reason)
      expect((error as { retryInSeconds: number }).retryInSeconds).toBeLessThanOrEqual(5)
    })

    it('does not take a reply of a former window for this one’s', async () => {
      const budget = budgetOf(240)
      await take(budget)
      await sql`update request_window set ends_at = now() + interval '1 minute'`.execute(store.db)
      const slot = await take(budget)
      await endWindow()
      await take(budget)
      slot.giveBack({ ...silence, limit: 240, remaining: 0 })
      await take(budget)
      await store.check()
      expect(await row()).toMatchObject({ others: 0, people: 2 })
    })

    describe('on a store in trouble', () => {
      const settings = { limit: 8, windowMs: hourMs }
      const breakStore = () => sql`alter table request_window rename to request_window_away`.execute(store.db)
      const mendStore = () => sql`alter table request_window_away rename to request_window`.execute(store.db)
      let now: number
      let log: CollectedLog

      function budgetWith(windows: SharedWindows): RequestBudget {
        now = Date.now()
        log = createCollectedLog()
        return createSharedBudget({ ...settings, windows, wallClock: () => now, log })
      }
      const told = () => log.lines.map(({ level, message }) => [level, message])

      it('gives each process a quarter, and is shared again once the store is back', async () => {
        const budget = budgetWith(createRequestWindows(store.db, settings))
        await breakStore()
        await take(budget)
        await take(budget)
        await expect(take(budget)).rejects.toMatchObject({ code: 'rate_limited' })
        await mendStore()
        await expect(take(budget)).rejects.toMatchObject({ code: 'rate_limited' })
        now += 5_000
        await take(budget)
        expect(await row()).toMatchObject({ people: 1 })
        expect(told()).toEqual([
          ['warn', 'the shared budget cannot be used; going on without it'],
          ['info', 'the shared budget can be used again'],
        ])
      })

      it('does not wait longer than a second, nor that for the next request', async () => {
        const asked: string[] = []
        const budget = budgetWith({
          ...createRequestWindows(store.db, settings),
          take: (operation) => {
            asked.push(operation)
            return new Promise(() => {})
          },
        })
        await take(budget)
        await take(budget)
        expect(asked).toHaveLength(1)
        expect(told()).toHaveLength(1)
      })
    })

    it('is let go of when the desk closes', async () => {
      const budget = budgetOf(1)
      const closed = AbortSignal.abort(new Error('closing'))
      const request = { purpose: 'person', deadlineAt: 0, signal: closed } as const
      await expect(budget.take('customer', request)).rejects.toThrow('closing')
    })
  })
}
