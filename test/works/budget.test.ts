import { describe, expect, it } from 'vitest'
import { createBudget, type Slot, type SlotRequest } from '../../src/works/budget.ts'
import type { RateState } from '../../src/works/rate-state.ts'
import { createManualClock, settled } from './manual-clock.ts'

const silence: RateState = {
  limit: undefined,
  used: undefined,
  remaining: undefined,
  resetInSeconds: undefined,
}

function setUp(limit: number) {
  const clock = createManualClock()
  const budget = createBudget({ limit, wallClock: clock.now, wait: clock.wait })
  const closing = new AbortController()
  const request = (seconds: number, purpose: SlotRequest['purpose'] = 'person'): SlotRequest => ({
    purpose,
    deadlineAt: clock.now() + seconds * 1000,
    signal: closing.signal,
  })
  return { clock, budget, request, closing }
}

describe('the request budget', () => {
  it('lets the limit through and refuses the next with the seconds until a slot frees', async () => {
    const { clock, budget, request } = setUp(3)
    for (let n = 0; n < 3; n += 1) await budget.take('customer', request(25))
    await clock.advance(10_500)
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({
      code: 'rate_limited',
      retryInSeconds: 50,
    })
  })

  it('counts each operation by itself', async () => {
    const { budget, request } = setUp(1)
    await budget.take('customer', request(25))
    await expect(budget.take('options', request(25))).resolves.toBeDefined()
  })

  it('waits for the next window where the deadline allows it, in the order of asking', async () => {
    const { clock, budget, request } = setUp(2)
    for (let n = 0; n < 2; n += 1) (await budget.take('customer', request(25))).giveBack()
    await clock.advance(40_000)
    const order: number[] = []
    const startedAt = clock.now()
    for (const n of [1, 2]) {
      void budget.take('customer', request(25)).then(() => order.push(n))
    }
    // Two go with the next window; a third would have to wait for the one after.
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({ retryInSeconds: 80 })
    await clock.advance(19_999)
    expect(order).toEqual([])
    await clock.advance(1)
    expect(order).toEqual([1, 2])
    expect(clock.now() - startedAt).toBe(20_000)
  })

  it('begins a window with the minute of the clock', async () => {
    const { clock, budget, request } = setUp(1)
    await clock.advance(70_000)
    await budget.take('customer', request(25))
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({ retryInSeconds: 50 })
  })

  it('counts in shorter windows where it is told to, which whole seconds in a reply do not stretch', async () => {
    const clock = createManualClock()
    const budget = createBudget({ limit: 1, wallClock: clock.now, wait: clock.wait, windowMs: 1_000 })
    const { signal } = new AbortController()
    const slot = await budget.take('customer', { purpose: 'person', deadlineAt: clock.now(), signal })
    await clock.advance(900)
    slot.giveBack({ ...silence, resetInSeconds: 1 })
    const next = budget.take('customer', { purpose: 'person', deadlineAt: clock.now() + 100, signal })
    await clock.advance(100)
    await expect(next).resolves.toBeDefined()
  })

  it('leaves collecting at most half, and serves people before it', async () => {
    const { clock, budget, request } = setUp(4)
    for (let n = 0; n < 2; n += 1) (await budget.take('customers', request(25, 'collecting'))).giveBack()
    await expect(budget.take('customers', request(25, 'collecting'))).rejects.toMatchObject({
      code: 'rate_limited',
    })
    for (let n = 0; n < 2; n += 1) (await budget.take('customers', request(25))).giveBack()

    const order: string[] = []
    const note = (name: string) => (slot: Slot) => {
      slot.giveBack()
      order.push(name)
    }
    void budget.take('customers', request(150, 'collecting')).then(note('collecting'))
    for (let n = 0; n < 4; n += 1) void budget.take('customers', request(90)).then(note('person'))
    await clock.advance(60_000)
    expect(order).toEqual(['person', 'person', 'person', 'person'])
    await clock.advance(60_000)
    expect(order).toEqual(['person', 'person', 'person', 'person', 'collecting'])
  })

  it('believes the reply when others have used the limit as well', async () => {
    const { clock, budget, request } = setUp(240)
    const slot = await budget.take('customer', request(25))
    slot.giveBack({ limit: 240, used: undefined, remaining: 1, resetInSeconds: 30 })
    await budget.take('customer', request(25))
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({ retryInSeconds: 30 })

    await clock.advance(30_000)
    await expect(budget.take('customer', request(25))).resolves.toBeDefined()
  })

  it('takes over a lower limit, and never goes above its own', async () => {
    const { budget, request } = setUp(60)
    const slot = await budget.take('customer', request(25))
    slot.giveBack({ ...silence, limit: 2, used: 1 })
    await budget.take('customer', request(25))
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({ code: 'rate_limited' })

    const generous = setUp(1)
    const first = await generous.budget.take('customer', generous.request(25))
    first.giveBack({ limit: 240, used: 1, remaining: 239, resetInSeconds: 60 })
    await expect(generous.budget.take('customer', generous.request(25))).rejects.toMatchObject({
      code: 'rate_limited',
    })
  })

  it('starts anew when the reply shows that a new window has begun', async () => {
    const { clock, budget, request } = setUp(3)
    const [, , late] = await Promise.all([1, 2, 3].map(() => budget.take('customer', request(25))))
    await clock.advance(20_000)
    late?.giveBack({ limit: 3, used: undefined, remaining: 2, resetInSeconds: 60 })
    // Two are in flight and may be counted by either window, so they stay reserved.
    await expect(budget.take('customer', request(25))).rejects.toMatchObject({ retryInSeconds: 60 })
  })

  it('forgets a window whose end lies further off than a minute after the clock was set back', async () => {
    let now = Date.UTC(2026, 0, 5)
    const budget = createBudget({ limit: 1, wallClock: () => now })
    const request = (): SlotRequest => ({
      purpose: 'person',
      deadlineAt: now + 25_000,
      signal: new AbortController().signal,
    })
    ;(await budget.take('customer', request())).giveBack()
    await expect(budget.take('customer', request())).rejects.toMatchObject({ code: 'rate_limited' })
    now -= 3_600_000
    await expect(budget.take('customer', request())).resolves.toBeDefined()
  })

  it('stops waiting when we shut down, and leaves no one in the line', async () => {
    const { clock, budget, request, closing } = setUp(1)
    ;(await budget.take('customer', request(25))).giveBack()
    const waiting = budget.take('customer', request(90))
    await settled()
    expect(clock.waiting()).toBe(1)
    closing.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })
})
