import { expect, it } from 'vitest'
import { createFindUnreadyReasons } from '../../src/app/readiness.ts'
import { createStoreHealth } from '../../src/core/store-health.ts'

it('the store is asked once for all who want to know at a time whether it can be used', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  let asked = 0
  const store = {
    check: () => {
      asked += 1
      return answered
    },
    schemaAge: async () => 'current' as const,
    health: createStoreHealth(() => 0),
  }
  const find = createFindUnreadyReasons({ store, isStopping: () => false })
  const many = Promise.all(Array.from({ length: 100 }, find))
  answer()
  expect(new Set((await many).flat())).toEqual(new Set())
  expect(asked).toBe(1)
  await find()
  expect(asked).toBe(2)
})
