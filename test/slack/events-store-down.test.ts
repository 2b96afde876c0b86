import { describe, expect, it } from 'vitest'
import { DeskError } from '../../src/core/errors.ts'
import type { Inbox } from '../../src/core/inbox.ts'
import { createStoreHealth } from '../../src/core/store-health.ts'
import { oneInstall } from '../../src/slack/installs/installs.ts'
import { gate } from '../helpers/gate.ts'
import { down, failing, never } from '../helpers/troubled-inbox.ts'
import { direct, type EventsDesk, mention, message } from './events-desk.ts'
import { takeOver } from './take-over.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks({ storeMs: 30 })

const minuteMs = 60_000
const answer = 'Said: plan? (room) [ja]'
const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' }

/** An inbox that fails in its own way until it is mended. */
function shaky(how: () => Promise<never>) {
  const [sound, broken] = [store.inbox(), failing(how)]
  let isDown = true
  const inbox = new Proxy(sound, {
    get: (_target, method: keyof Inbox) => (isDown ? broken : sound)[method],
  })
  return {
    inbox,
    mend: () => {
      isDown = false
    },
  }
}

/** The health of a store, by a clock that the test moves. */
function healthAt() {
  const clock = { now: 0 }
  return { storeHealth: createStoreHealth(() => clock.now), clock }
}

const messagesOf = (desk: EventsDesk) => desk.lines.map(({ message }) => message)

/** Another process on the same store goes on with what is left. */
async function takeOverFrom(first: EventsDesk): Promise<void> {
  await takeOver(await start({}, first.workspace))
}

describe('a message while the store does not answer', () => {
  it.each([
    ['is down', down],
    ['hangs', never],
  ])('is refused where that %s, and answered when Slack sends it again', async (_how, how) => {
    const { inbox, mend } = shaky(how)
    const desk = await start({ inbox })
    expect(await desk.hear(mention('plan?'))).toBe(503)
    expect(await desk.hear(mention('plan?'), retry)).toBe(503)
    expect(desk.said).toEqual([])
    expect(messagesOf(desk)).not.toContain('answered from memory alone')
    mend()
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    expect(desk.titles()).toEqual([answer])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is refused in time, whatever else there is to wait for', async () => {
    const desk = await start({ inbox: failing(never), storeMs: minuteMs })
    const begunAt = performance.now()
    const { status } = await desk.event(direct('plan?'))
    expect(status).toBe(503)
    expect(performance.now() - begunAt).toBeLessThan(3_000)
  })

  it('is a fault in the log where it was acknowledged before that was known', async () => {
    const { opened, open } = gate()
    const { storeHealth } = healthAt()
    const find = async () => {
      await opened
      storeHealth.failed()
      throw new DeskError('store_down', 'nothing was heard')
    }
    const installs = { ...oneInstall('xoxb-1'), find }
    const desk = await start({ installs, storeHealth })
    expect((await desk.event(mention('plan?'))).status).toBe(200)
    open()
    await desk.slack.settled(5_000)
    expect(desk.lines).toMatchObject([{ level: 'error', message: 'message could not be taken in' }])
  })

  it('is refused by each of its events', async () => {
    const desk = await start({ inbox: failing(never) })
    const both = await Promise.all([desk.event(mention('plan?')), desk.event(message('<@UBOT> plan?'))])
    expect(both.map(({ status }) => status)).toEqual([503, 503])
    expect(desk.said).toEqual([])
  })

  it('is told in the log without a fault of ours', async () => {
    const desk = await start({ inbox: failing(down) })
    await desk.hear(mention('secret words'))
    expect(messagesOf(desk)).toContain(
      'message refused while the store does not answer; Slack sends it again',
    )
    expect(desk.lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(JSON.stringify(desk.lines)).not.toContain('secret words')
  })

  it.each([
    ['is down', down],
    ['hangs', never],
  ])('is answered from memory once that %s for more than five minutes', async (_how, how) => {
    const { storeHealth, clock } = healthAt()
    const desk = await start({ inbox: failing(how), storeHealth })
    expect(await desk.hear(mention('plan?'))).toBe(503)
    clock.now += 5 * minuteMs
    expect(await desk.hear(mention('plan?'), retry)).toBe(503)
    clock.now += 1
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    expect(desk.titles()).toEqual([answer])
  })

  it('is refused anew where the store has answered in between', async () => {
    const { storeHealth, clock } = healthAt()
    const desk = await start({ inbox: failing(down), storeHealth })
    await desk.hear(mention('plan?'))
    storeHealth.answered()
    clock.now += 60 * minuteMs
    expect(await desk.hear(mention('plan?'), retry)).toBe(503)
  })

  it('that nobody would answer is let pass, and the store not asked', async () => {
    const desk = await start({ inbox: failing(down) })
    expect(await desk.hear(message('lunch?'))).toBe(200)
    expect(await desk.hear(message('lunch?', { channel: 'CSUPPORT' }))).toBe(200)
    expect(messagesOf(desk)).toEqual([])
  })

  it('leaves commands and buttons as they are', async () => {
    const desk = await start({ inbox: failing(down) })
    expect((await desk.command('/customer', '1')).status).toBe(200)
    expect((await desk.press('desk:open:0', 'options 1')).status).toBe(200)
  })
})

describe('a message that the store takes in after it was refused', () => {
  it('is left to every process at once, and Slack is told that it is there', async () => {
    const { opened, open } = gate()
    const inbox = store.inbox()
    const desk = await start({
      inbox: { ...inbox, take: (received, leaseMs) => opened.then(() => inbox.take(received, leaseMs)) },
    })
    expect(await desk.hear(mention('plan?'))).toBe(503)
    open()
    await expect.poll(async () => (await store.rows()).map(({ holder }) => holder)).toEqual([''])
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    expect(desk.said).toEqual([])
    await takeOverFrom(desk)
    expect(desk.titles()).toEqual([answer])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('though it could not say so is left when it comes again', async () => {
    const inbox = store.inbox()
    let isLost = true
    const desk = await start({
      inbox: {
        ...inbox,
        async take(received, leaseMs) {
          const is = await inbox.take(received, leaseMs)
          if (isLost) throw new Error('Connection terminated unexpectedly')
          return is
        },
      },
    })
    expect(await desk.hear(mention('plan?'))).toBe(503)
    expect((await store.rows()).map(({ holder }) => holder)).not.toEqual([''])
    isLost = false
    expect(await desk.hear(mention('plan?'), retry)).toBe(200)
    await expect.poll(async () => (await store.rows()).map(({ holder }) => holder)).toEqual([''])
    await takeOverFrom(desk)
    expect(desk.titles()).toEqual([answer])
  })
})
