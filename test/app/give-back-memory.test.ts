import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giveBackMemory } from '../../src/app/give-back-memory.ts'
import { createCollectedLog } from '../works/collected-log.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Something large that nobody holds on to. */
function leftOver(): WeakRef<object> {
  return new WeakRef({ pages: Array.from({ length: 10_000 }, (_, index) => ({ index })) })
}

it('what only the start needed is given back, once, after five seconds', async () => {
  const log = createCollectedLog()
  const needed = leftOver()
  giveBackMemory(log)
  vi.advanceTimersByTime(4_999)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1)
  expect(vi.getTimerCount()).toBe(0)
  // V8 comes to it by itself after some eight idle seconds, as long as nothing else is done here.
  await expect.poll(() => needed.deref() === undefined, { timeout: 3_000 }).toBe(true)
  expect(log.lines).toEqual([])
})
