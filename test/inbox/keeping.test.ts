import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { createKeeping } from '../../src/inbox/keeping.ts'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { down, never } from '../helpers/troubled-inbox.ts'
import { readableLog } from '../slack/slack-desk.ts'

const store = useInboxStore()
const received = { platform: 'slack', key: 'message:C1:1', payload: '{}' } as const

function keepingIn(inbox: Partial<Inbox>, clock = { now: 0 }) {
  return createKeeping({
    ...{ inbox: { ...store.inbox(), ...inbox }, leaseMs: 60_000, storeMs: 30 },
    ...{ wallClock: () => clock.now, log: readableLog().log },
  })
}

describe('what a process has in hand', () => {
  it.each([
    ['has it', {}],
    ['is down', { take: down }],
    ['hangs', { take: never }],
  ])('is taken once where the store %s', async (_how, inbox) => {
    const keeping = keepingIn(inbox)
    const both = await Promise.all([keeping.take(received, 'a'), keeping.take(received, 'b')])
    expect(both.map((kept) => kept !== undefined)).toEqual([true, false])
    expect(await keeping.take(received, 'c')).toBeUndefined()
    await both[0]?.end('answered')
  })

  it('is told to be there only once it is kept', async () => {
    const { opened, open } = gate()
    const inbox = store.inbox()
    const keeping = createKeeping({
      inbox: { ...inbox, take: (...given) => opened.then(() => inbox.take(...given)) },
      ...{ leaseMs: 60_000, storeMs: 60_000, wallClock: () => 0, log: readableLog().log },
    })
    let isTold = false
    const first = keeping.take(received, 'a')
    const second = keeping.take(received, 'b').then(() => {
      isTold = true
    })
    await store.rows()
    expect(isTold).toBe(false)
    open()
    await second
    expect(await store.rows()).toHaveLength(1)
    await (await first)?.end('answered')
  })

  it('is stored as far as the store has said so', async () => {
    const kept = await keepingIn({}).take(received, 'a')
    const another = await keepingIn({ take: down }).take(received, 'a')
    expect([kept?.isStored(), another?.isStored()]).toEqual([true, false])
    await kept?.end('answered')
    await another?.end('answered')
  })
})

describe('what is sent again where it is refused', () => {
  it.each([
    ['is down', { take: down }],
    ['hangs', { take: never }],
  ])('is refused where the store %s, to all who ask at once', async (_how, inbox) => {
    const keeping = keepingIn(inbox)
    const both = [keeping.takeOrRefuse(received, 'a'), keeping.takeOrRefuse(received, 'b')]
    for (const each of both) await expect(each).rejects.toMatchObject({ code: 'store_down' })
    expect(keeping.isRefusing()).toBe(true)
  })

  it('is kept in memory for who cannot refuse it', async () => {
    const keeping = keepingIn({ take: down })
    const refused = keeping.takeOrRefuse(received, 'a').catch(() => 'refused')
    const kept = await keeping.take(received, 'b')
    expect(await refused).toBe('refused')
    expect(kept?.isStored()).toBe(false)
    await kept?.end('answered')
  })
})

describe('what has ended and the store has not', () => {
  it.each([
    [30 * 60_000, false],
    [30 * 60_000 + 1, true],
  ])('is, %i ms later, taken again: %s', async (laterMs, isTaken) => {
    const clock = { now: 1 }
    const keeping = keepingIn({ take: down }, clock)
    const kept = await keeping.take(received, 'a')
    await kept?.end('answered')
    clock.now += laterMs
    const again = await keeping.take(received, 'b')
    expect(again !== undefined).toBe(isTaken)
    await again?.end('answered')
  })

  it('is taken again where it was left unanswered', async () => {
    const keeping = keepingIn({ take: down })
    const kept = await keeping.take(received, 'a')
    await kept?.end(undefined)
    const again = await keeping.take(received, 'b')
    expect(again).toBeDefined()
    await again?.end('answered')
  })
})
