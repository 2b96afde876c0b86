import { expect, it } from 'vitest'
import { createStoreHealth } from '../../src/core/store-health.ts'
import { inTime } from '../../src/storage/in-time.ts'

it('whoever asks a store that keeps silent is told in time, and the next one at once', async () => {
  let now = 0
  let asked = 0
  const health = createStoreHealth(() => now)
  const silent = {
    find: () => {
      asked += 1
      return new Promise<string>(() => {})
    },
  }
  const port = inTime(silent, { health, limitMs: 20 })
  await expect(port.find()).rejects.toMatchObject({
    code: 'store_down',
    message: expect.stringContaining('20 ms'),
  })
  now = 1_000
  expect(health.downForMs()).toBe(1_000)
  await expect(port.find()).rejects.toMatchObject({ code: 'store_down' })
  expect(asked).toBe(1)
  health.answered()
  await expect(port.find()).rejects.toMatchObject({ code: 'store_down' })
  expect(asked).toBe(2)
})

it('a fault of ours is passed on as it is', async () => {
  const health = createStoreHealth(() => 0)
  const port = inTime({ find: () => Promise.reject(new TypeError('told to fail')) }, { health })
  await expect(port.find()).rejects.toThrow(TypeError)
  expect(health.downForMs()).toBe(0)
})
