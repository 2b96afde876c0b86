import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { begin, message, noon } from './events.ts'
import { echo, type GivenOptions, gate, type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'
import { useInboxStore } from './store.ts'

const store = useInboxStore()
const desks: LineWorksDesk[] = []

async function start(given: GivenOptions = {}, inbox = store.inbox()) {
  const desk = await startLineWorksDesk(inbox, given)
  desks.push(desk)
  return desk
}

afterEach(async () => {
  for (const desk of desks.splice(0).reverse()) await desk.close()
})

/** The store as a process has it that is stopped in its tracks: its leases are over at once, and not renewed. */
function stalled(inbox: Inbox): Inbox {
  return { ...inbox, take: (received) => inbox.take(received, -1), renew: async () => {} }
}

/** A desk that stops before it answers, until it is woken. */
async function startStalled(given: GivenOptions = {}) {
  const { opened, open } = gate()
  const answer = (call: Parameters<typeof echo>[0]) => opened.then(() => echo(call))
  const desk = await start({ answer, ...given }, stalled(store.inbox()))
  return {
    ...desk,
    wake: open,
    /** Leaves an event taken and unanswered. */
    async leave(event: object) {
      const before = desk.calls.length
      await desk.callback(event)
      await vi.waitUntil(() => desk.calls.length > before, { interval: 1, timeout: 20_000 })
    },
  }
}

const all = async (desk: LineWorksDesk) => {
  await desk.lineWorks.start()
  expect(await desk.lineWorks.settled(5_000)).toBe(true)
}
const logged = (desk: LineWorksDesk, message: string) =>
  desk.log.lines.filter((line) => line.message === message)

describe('what a process has left before it answered', () => {
  it('is answered by another, under the same correlation id', async () => {
    const first = await startStalled()
    await first.leave(message('customer 1'))
    const second = await start()
    await all(second)
    expect(second.calls).toMatchObject([
      { call: { text: 'customer 1', correlationId: first.calls[0]?.call.correlationId } },
    ])
    expect(second.standIn.accepted).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
    first.wake()
  })

  it('is not answered by the first as well, should that come back', async () => {
    const first = await startStalled()
    await first.leave(message('customer 1'))
    const second = await start()
    await all(second)
    first.wake()
    await first.lineWorks.settled(5_000)
    expect(first.standIn.attempts).toEqual([])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is answered once where several come after it', async () => {
    const first = await startStalled()
    for (const text of ['1', '2', '3']) await first.leave(message(text))
    const others = [await start(), await start()]
    await Promise.all(others.map(all))
    expect(others.flatMap(({ calls }) => calls.map(({ call }) => call.text)).sort()).toEqual(['1', '2', '3'])
    first.wake()
  })

  it('is left to a process that is still at it', async () => {
    const first = await startStalled()
    await first.leave(message('customer 1'))
    await first.lineWorks.start()
    first.wake()
    await first.lineWorks.settled(5_000)
    expect(first.calls).toHaveLength(1)
    expect(first.standIn.accepted).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it.each([
    [30 * 60_000, 1, 'answered'],
    [30 * 60_000 + 1, 0, 'failed'],
  ])('is, %i ms later, answered %i times', async (age, times, outcome) => {
    const first = await startStalled()
    await first.leave(message('customer 1'))
    const second = await start({ wallClock: () => noon + age })
    await all(second)
    expect(second.standIn.accepted).toHaveLength(times)
    expect(await store.outcomes()).toEqual([outcome])
    expect(logged(second, 'callback that was left is not answered')).toHaveLength(1 - times)
    first.wake()
  })

  it('by a version that wrote it otherwise is settled, not tried for ever', async () => {
    await store.inbox().take({ platform: 'lineworks', key: 'k', payload: 'something' }, -1)
    const desk = await start()
    await all(desk)
    expect(await store.outcomes()).toEqual(['failed'])
  })

  it('is looked for again every half of a lease', async () => {
    const desk = await start({ leaseMs: 40 })
    await desk.lineWorks.start()
    const first = await startStalled()
    await first.leave(message('customer 1'))
    await desk.standIn.message(1)
    first.wake()
  })
})

it('many that were left are answered one after the other, without waiting for the next look', async () => {
  const first = await startStalled()
  for (let number = 0; number < 50; number += 1) await first.leave(message(`customer ${number}`))
  const second = await start()
  await all(second)
  expect(second.standIn.accepted).toHaveLength(50)
  expect(new Set(await store.outcomes())).toEqual(new Set(['answered']))
  first.wake()
})

describe('an answer that waits for the rate limit', () => {
  const limited = { status: 429, headers: { 'rateLimit-reset': '600' } } as const

  /** Leaves an answer of `desk` waiting. */
  async function leaveWaiting(desk: LineWorksDesk) {
    desk.standIn.faults.push(limited)
    await desk.callback(message('customer 1'))
    await vi.waitUntil(
      async () => {
        const [row] = await store.rows()
        return desk.standIn.attempts.length === 1 && row?.sending_since === null
      },
      { timeout: 20_000 },
    )
  }

  it('is given by another process, should the first be gone', async () => {
    const first = await startStalled()
    first.wake()
    await leaveWaiting(first)
    const second = await start()
    await all(second)
    expect(second.standIn.accepted).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is given at once by another process where the first is told to end', async () => {
    const first = await start()
    await leaveWaiting(first)
    first.http.close()
    expect(await first.lineWorks.settled(5_000)).toBe(true)
    const second = await start()
    await all(second)
    expect([first, second].map(({ standIn }) => standIn.accepted.length)).toEqual([0, 1])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is let go of where it is asked to, and not given any more', async () => {
    const { opened, open } = gate()
    const first = await start({ answer: (call) => opened.then(() => echo(call)) })
    await first.callback(message('customer 1'))
    await vi.waitUntil(() => first.calls.length === 1, { timeout: 20_000 })
    await first.lineWorks.letGo()
    const second = await start()
    await all(second)
    open()
    await first.lineWorks.settled(5_000)
    expect([first, second].map(({ standIn }) => standIn.accepted.length)).toEqual([0, 1])
  })
})

describe('the line that it takes longer', () => {
  it('comes once, whichever process goes on', async () => {
    const first = await startStalled({ waitMs: 1 })
    await first.leave(message('customer 1'))
    await first.standIn.message(1)
    const { opened, open } = gate()
    const second = await start({ waitMs: 1, answer: (call) => opened.then(() => echo(call)) })
    await second.lineWorks.start()
    await vi.waitUntil(() => second.calls.length === 1, { timeout: 20_000 })
    open()
    await second.lineWorks.settled(5_000)
    expect(second.standIn.accepted.map(({ content }) => content.type)).toEqual(['flex'])
    first.wake()
  })

  it('does not come from a process that has lost the question', async () => {
    const { opened: lost, open: lose } = gate()
    const { opened: asked, open: ask } = gate()
    const { opened, open } = gate()
    const inbox = stalled(store.inbox())
    const first = await start(
      { waitMs: 1, answer: (call) => opened.then(() => echo(call)) },
      {
        ...inbox,
        note: async (received) => {
          ask()
          await lost
          return inbox.note(received)
        },
      },
    )
    await first.callback(message('customer 1'))
    await asked
    const second = await start()
    await all(second)
    lose()
    open()
    await first.lineWorks.settled(5_000)
    expect([first, second].map(({ standIn }) => standIn.accepted.length)).toEqual([0, 1])
  })
})

it.each([
  ['an answer', message('customer 1')],
  ['a greeting', begin()],
])('%s that was being sent is settled as uncertain, told in the log, and not repeated', async (_, event) => {
  const first = await startStalled()
  first.wake()
  first.standIn.faults.push('hang')
  await first.callback(event)
  await first.standIn.attempted(1)
  const second = await start()
  await all(second)
  expect(second.standIn.attempts).toEqual([])
  expect(await store.outcomes()).toEqual(['uncertain'])
  const [row] = await store.rows()
  expect(logged(second, 'not known whether an answer has arrived; not repeated')).toMatchObject([
    { level: 'warn', fields: { key: row?.key } },
  ])
})

it('a lease is renewed while the answer takes longer', async () => {
  const { opened, open } = gate()
  const first = await start({ leaseMs: 60, answer: (call) => opened.then(() => echo(call)) })
  await first.callback(message('customer 1'))
  const [before] = await store.rows()
  await vi.waitUntil(
    async () => {
      const [row] = await store.rows()
      return row && before && row.leased_until.getTime() > before.leased_until.getTime() + 60
    },
    { timeout: 20_000 },
  )
  open()
  await first.lineWorks.settled(5_000)
  expect(await store.outcomes()).toEqual(['answered'])
})

describe('a store in trouble', () => {
  const never = () => new Promise<never>(() => {})
  const down = async (): Promise<never> => {
    throw new Error('no connection')
  }

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
    await all(second)
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
