import { describe, expect, it, vi } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { gate } from '../helpers/gate.ts'
import { down, never, stalled } from '../helpers/troubled-inbox.ts'
import { message } from './events.ts'
import { echo, type LineWorksDesk } from './lineworks-desk.ts'
import { takeOver } from './take-over.ts'
import { useLineWorksDesks } from './use-lineworks-desks.ts'

const { store, start } = useLineWorksDesks()

const logged = (desk: LineWorksDesk, message: string) =>
  desk.log.lines.filter((line) => line.message === message)

describe('a store in trouble', () => {
  it.each([
    ['that is down', { take: down, renew: down, sending: down, settle: down }],
    ['that hangs', { take: never, renew: never, sending: never, settle: never }],
    ['that hangs after it has kept the callback', { sending: never }],
    ['that is down after it has kept the callback', { sending: down, settle: down }],
  ])('%s keeps nobody from an answer', async (_, troubles) => {
    const desk = await start({ storeMs: 30 }, { ...store.inbox(), ...troubles })
    expect(await desk.callback(message('customer 1'))).toMatchObject({ status: 200 })
    expect((await desk.standIn.message(1)).content.type).toBe('flex')
    expect(desk.log.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0)
  })

  it('that keeps a callback late does not have it answered once more', async () => {
    const { opened, open } = gate()
    const inbox = store.inbox()
    const slow = {
      ...inbox,
      take: (received: Parameters<Inbox['take']>[0]) => opened.then(() => inbox.take(received, -1)),
    }
    const first = await start({ storeMs: 30 }, slow)
    await first.callback(message('customer 1'))
    expect(await first.lineWorks.settled(5_000)).toBe(true)
    expect(first.standIn.accepted).toHaveLength(1)
    open()
    await expect.poll(() => store.outcomes()).toEqual(['answered'])
    const second = await start()
    await takeOver(second)
    expect(second.calls).toEqual([])
  })

  it('that did not take in how it ended is told again, and meanwhile nobody here answers once more', async () => {
    const inbox = store.inbox()
    let isDown = true
    const troubled = {
      ...stalled(inbox),
      sending: down,
      settle: (...given: Parameters<Inbox['settle']>) => (isDown ? down() : inbox.settle(...given)),
    }
    const desk = await start({ storeMs: 30, leaseMs: 60 }, troubled)
    await desk.settle(message('customer 1'))
    await desk.lineWorks.start()
    await desk.lineWorks.settled(5_000)
    expect(await store.outcomes()).toEqual([null])
    isDown = false
    await expect.poll(() => store.outcomes()).toEqual(['answered'])
    expect(desk.standIn.attempts).toHaveLength(1)
    expect(logged(desk, 'an outcome could not be kept yet')).toHaveLength(1)
  })

  it('that says late that somebody else has it keeps this process from answering', async () => {
    const { opened, open } = gate()
    const { opened: asked, open: go } = gate()
    const desk = await start(
      { storeMs: 30, answer: (call) => asked.then(() => echo(call)) },
      { ...store.inbox(), take: () => opened.then(() => false) },
    )
    await desk.callback(message('customer 1'))
    open()
    await opened
    go()
    expect(await desk.lineWorks.settled(5_000)).toBe(true)
    expect(desk.standIn.attempts).toEqual([])
  })

  it('that keeps a callback late knows before the answer leaves that it is being sent', async () => {
    const { opened, open } = gate()
    const { opened: asked, open: go } = gate()
    const inbox = store.inbox()
    const desk = await start(
      { storeMs: 30, answer: (call) => asked.then(() => echo(call)) },
      { ...inbox, take: (...given) => opened.then(() => inbox.take(...given)) },
    )
    desk.standIn.faults.push('hang')
    await desk.callback(message('customer 1'))
    open()
    await vi.waitUntil(async () => (await store.rows()).length === 1, { timeout: 20_000 })
    go()
    await desk.standIn.attempted(1)
    expect(await store.rows()).toMatchObject([{ sending_since: expect.any(Date) }])
  })

  it('is asked again by those who take over', async () => {
    const inbox = store.inbox()
    let asked = 0
    let pruned = 0
    const desk = await start(
      { leaseMs: 20 },
      {
        ...inbox,
        prune: async () => {
          pruned += 1
          if (pruned === 1) await down()
        },
        takeOver: async (...given) => {
          asked += 1
          return asked === 1 ? down() : inbox.takeOver(...given)
        },
      },
    )
    await desk.lineWorks.start()
    await vi.waitUntil(() => asked > 2, { timeout: 20_000 })
    expect(logged(desk, 'what others left could not be taken over')).toHaveLength(1)
    expect(logged(desk, 'what is long done could not be cleared away')).toHaveLength(1)
    await desk.lineWorks.leave()
  })
})

it('settled callbacks are cleared away after 48 hours', async () => {
  const pruned: number[] = []
  const desk = await start({}, { ...store.inbox(), prune: async (ms) => void pruned.push(ms) })
  await desk.lineWorks.start()
  expect(pruned).toEqual([48 * 3_600_000])
})
