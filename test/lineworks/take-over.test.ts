import { describe, expect, it, vi } from 'vitest'
import { gate } from '../helpers/gate.ts'
import { stalled } from '../helpers/troubled-inbox.ts'
import { begin, message, noon } from './events.ts'
import { echo, type GivenOptions, type LineWorksDesk } from './lineworks-desk.ts'
import { takeOver } from './take-over.ts'
import { useLineWorksDesks } from './use-lineworks-desks.ts'

const { store, start } = useLineWorksDesks()

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

const logged = (desk: LineWorksDesk, message: string) =>
  desk.log.lines.filter((line) => line.message === message)

describe('what a process has left before it answered', () => {
  it('is answered by another, under the same correlation id', async () => {
    const first = await startStalled()
    await first.leave(message('customer 1'))
    const second = await start()
    await takeOver(second)
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
    await takeOver(second)
    first.wake()
    await first.lineWorks.settled(5_000)
    expect(first.standIn.attempts).toEqual([])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is answered once where several come after it', async () => {
    const first = await startStalled()
    for (const text of ['1', '2', '3']) await first.leave(message(text))
    const others = [await start(), await start()]
    await Promise.all(others.map(takeOver))
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
    await takeOver(second)
    expect(second.standIn.accepted).toHaveLength(times)
    expect(await store.outcomes()).toEqual([outcome])
    expect(logged(second, 'callback that was left is not answered')).toHaveLength(1 - times)
    first.wake()
  })

  it('by a version that wrote it otherwise is settled, not tried for ever', async () => {
    await store.inbox().take({ platform: 'lineworks', key: 'k', payload: 'something' }, -1)
    const desk = await start()
    await takeOver(desk)
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
  await takeOver(second)
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
    await takeOver(second)
    expect(second.standIn.accepted).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is given at once by another process where the first is told to end', async () => {
    const first = await start()
    await leaveWaiting(first)
    first.http.close()
    expect(await first.lineWorks.settled(5_000)).toBe(true)
    const second = await start()
    await takeOver(second)
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
    await takeOver(second)
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
    await takeOver(second)
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
  await takeOver(second)
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
