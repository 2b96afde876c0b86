import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import { gate } from '../helpers/gate.ts'
import {
  change,
  type EventsDesk,
  eventsClock,
  mention,
  repeat,
  writtenSecond,
  writtenTs,
} from './events-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const updates = ({ workspace }: EventsDesk) => workspace.api.of('chat.update')

const slip = { before: '<@UBOT> paln?', after: '<@UBOT> plan?' }

describe('a message that is changed where several processes answer', () => {
  it('while another process answers it looks for that answer again', async () => {
    const waits: number[] = []
    const { opened, open } = gate()
    const first = await start({ converse: (said) => opened.then(() => repeat(said)) })
    await first.event(mention('paln?'))
    const second = await start(
      {
        wait: async (ms) => {
          waits.push(ms)
          if (waits.length < 2) return
          open()
          await first.slack.settled(5_000)
        },
      },
      first.workspace,
    )
    await second.hear(change(slip))
    expect(waits).toEqual([3_000, 6_000])
    expect(first.titles()).toEqual(['Said: plan? (room) [ja]'])
  })

  it('while another process has long been at its answer has the answer to its last words', async () => {
    let now = eventsClock()
    const { opened, open } = gate()
    const first = await start({
      wallClock: () => now,
      converse: async (said) => {
        if (said.call.text === 'paln?') await opened
        return repeat(said)
      },
    })
    await first.event(mention('paln?'))
    const second = await start({}, first.workspace)
    first.workspace.written.push({
      ...{ ts: writtenTs, room: 'C1', thread: undefined, user: 'U1', blocks: [], metadata: undefined },
      ...{ text: slip.after, edited: { user: 'U1', ts: `${writtenSecond + 20}.000000` } },
    })
    await second.hear(change(slip))
    expect(updates(second)).toEqual([])
    now += 9_000
    open()
    await first.slack.settled(5_000)
    expect(first.titles()).toEqual([slip.after, 'Said: plan? (room) [ja]'])
  })

  it('is gone on with by another process', async () => {
    const stalled = (inbox: Inbox): Inbox => ({
      ...inbox,
      take: (received) => inbox.take(received, received.key.startsWith('edit:') ? -1 : 60_000),
      renew: async () => {},
    })
    const { opened, open } = gate()
    const first = await start({
      inbox: stalled(store.inbox()),
      converse: async (said) => {
        if (said.call.text === 'plan?') await opened
        return repeat(said)
      },
    })
    await first.hear(mention('paln?'))
    await first.event(change(slip))
    const second = await start({}, first.workspace)
    await second.slack.start()
    await second.slack.settled(5_000)
    expect(first.titles()).toEqual(['Said: plan? (room) [ja]'])
    open()
    await first.slack.settled(5_000)
    expect(updates(first)).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })
})

it('a message that is changed twice has the answer to its last words where two processes answer', async () => {
  const { opened, open } = gate()
  const first = await start({
    converse: async (said) => {
      if (said.call.text === '2?') await opened
      return repeat(said)
    },
  })
  const second = await start({}, first.workspace)
  await first.hear(mention('1?'))
  await first.event(change({ before: '<@UBOT> 1?', after: '<@UBOT> 2?', later: 10 }))
  await expect.poll(() => first.said.length).toBe(2)
  await second.hear(change({ before: '<@UBOT> 2?', after: '<@UBOT> 3?', later: 20 }))
  open()
  await first.slack.settled(5_000)
  expect(first.titles()).toEqual(['Said: 3? (room) [ja]'])
})
