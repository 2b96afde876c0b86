import { expect, it } from 'vitest'
import {
  createDigestsForTest,
  createFakePlatform,
  roomOf,
  rule,
  setter,
  useStore,
} from './digests-for-test.ts'

const store = useStore()

it('many rooms that are due together have their first messages before most have their lists', async () => {
  const platform = createFakePlatform({ messages: ['parent', 'list 1', 'list 2', 'list 3'] })
  const desk = createDigestsForTest(store(), '2026-11-23T08:59:00+09:00', {
    senders: new Map([['slack', platform.sender]]),
  })
  const rooms = Array.from({ length: 40 }, (_, index) => `C${index}`)
  for (const room of rooms) await desk.digests.set(roomOf(room), rule, setter)
  // As long as a platform takes: meanwhile others wait for their turn.
  platform.beforePost = () => new Promise((resolve) => setImmediate(resolve))
  desk.moveTo('2026-11-23T09:00:00+09:00')
  await desk.digesting.runDue()

  const kinds = platform.posted.map(({ payload }) => payload.split(' ')[0])
  expect(kinds.filter((kind) => kind === 'parent')).toHaveLength(rooms.length)
  expect(kinds.filter((kind) => kind === 'list')).toHaveLength(3 * rooms.length)
  const before = kinds.slice(0, kinds.lastIndexOf('parent'))
  expect(before.filter((kind) => kind === 'list').length).toBeLessThan(rooms.length)
})

it('rooms of which the platform says nothing keep up no other', async () => {
  const platform = createFakePlatform({ messages: ['parent', 'list 1', 'list 2'] })
  const silent = new Set(Array.from({ length: 60 }, (_, index) => `S${index}`))
  const { readmit } = platform.sender
  let asked = 0
  const sender = {
    ...platform.sender,
    readmit: async (...about: Parameters<typeof readmit>) => {
      await new Promise((resolve) => setImmediate(resolve))
      if (!silent.has(about[0].room)) return readmit(...about)
      asked += 1
      return 'unknown' as const
    },
  }
  // Nobody waits between two tries, so that all of these are asked about without end.
  const desk = createDigestsForTest(store(), '2026-11-23T08:59:00+09:00', {
    senders: new Map([['slack', sender]]),
    wait: async (_ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
  })
  const rooms = Array.from({ length: 20 }, (_, index) => `C${index}`)
  for (const room of [...silent, ...rooms]) await desk.digests.set(roomOf(room), rule, setter)
  desk.moveTo('2026-11-23T09:00:00+09:00')
  await desk.digesting.start()
  await expect.poll(() => platform.posted.length).toBe(3 * rooms.length)
  expect(asked).toBeGreaterThan(silent.size)
})
