import { afterEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../src/core/inbox.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { useInboxStore } from '../lineworks/store.ts'
import {
  change,
  direct,
  type EventsDesk,
  eventsClock,
  mention,
  message,
  repeat,
  startEventsDesk,
  writtenSecond,
  writtenTs,
} from './events-desk.ts'
import { gate, ownRoom } from './slack-desk.ts'
import type { Workspace } from './slack-workspace.ts'

const store = useInboxStore()
const ends: (() => Promise<void>)[] = []

async function start(given: Partial<SlackOptions> = {}, workspace?: Workspace) {
  const desk = await startEventsDesk({ inbox: store.inbox(), ...given }, workspace)
  ends.push(desk.close)
  return desk
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const updates = ({ workspace }: EventsDesk) => workspace.api.of('chat.update')
const posts = ({ workspace }: EventsDesk) => workspace.api.of('chat.postMessage')
const refused = (error: string) => ({ instead: { ok: false, error } })

const slip = { before: '<@UBOT> paln?', after: '<@UBOT> plan?' }

describe('a message that is changed within a minute', () => {
  it('is answered anew in the place of its answer', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    expect(await desk.hear(change(slip))).toBe(200)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(posts(desk)).toHaveLength(1)
    expect(desk.workspace.written).toMatchObject([
      { metadata: { event_payload: { delivery_id: `message:C1:${writtenTs}` } } },
    ])
    expect(desk.said[1]).toMatchObject({ isAddressed: true, thread: writtenTs })
    expect((await store.rows()).map(({ key }) => key)).toEqual([
      `message:C1:${writtenTs}`,
      `edit:C1:${writtenTs}:${writtenSecond + 20}.000000`,
    ])
  })

  it('time and again has the answer to its last words', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.event(change(slip))
    await desk.event(change({ before: '<@UBOT> plan?', after: '<@UBOT> options?', later: 30 }))
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: options? (room) [ja]'])
  })

  it('and told of twice is answered once', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change(slip))
    await desk.hear(change(slip), { 'x-slack-retry-num': '1' })
    expect(updates(desk)).toHaveLength(1)
  })

  it('in a conversation with the bot alone, or in a thread, is answered there', async () => {
    const desk = await start()
    const thread = '1780000000.000001'
    await desk.hear(direct('paln?', { thread_ts: thread }))
    const event = { channel: 'D1', channel_type: 'im' }
    await desk.hear(change({ before: 'paln?', after: 'plan?', event, message: { thread_ts: thread } }))
    expect(desk.workspace.written).toMatchObject([{ room: 'D1', thread, text: 'Said: plan? [ja]' }])
  })

  it('while its answer is under way waits for that', async () => {
    const { opened, open } = gate()
    const desk = await start({
      converse: async (said) => {
        if (said.call.text === 'paln?') await opened
        return repeat(said)
      },
    })
    await desk.event(mention('paln?'))
    await expect.poll(() => desk.said.length).toBe(1)
    await desk.event(change(slip))
    expect(desk.said).toHaveLength(1)
    open()
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(posts(desk)).toHaveLength(1)
    expect(desk.waits).toEqual([])
  })

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

  it('is left alone where there is no answer to it, after two more looks', async () => {
    const desk = await start({ converse: async () => undefined })
    await desk.hear(mention('paln?'))
    await desk.hear(change(slip))
    expect(desk.waits).toEqual([3_000, 6_000])
    expect([...posts(desk), ...updates(desk)]).toEqual([])
    expect(desk.said).toHaveLength(1)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })

  it('before it arrives itself is answered in its stead', async () => {
    const desk = await start()
    await desk.hear(change(slip))
    await desk.hear(mention('paln?'), { 'x-slack-retry-num': '1' })
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.waits).toEqual([])
  })

  it('twice has the answer to its last words, whichever is told first', async () => {
    const desk = await start()
    await desk.hear(mention('1?'))
    await desk.hear(change({ before: '<@UBOT> 2?', after: '<@UBOT> 3?', later: 20 }))
    await desk.hear(change({ before: '<@UBOT> 1?', after: '<@UBOT> 2?', later: 10 }))
    expect(desk.titles()).toEqual(['Said: 3? (room) [ja]'])
    expect(updates(desk)).toHaveLength(1)
  })

  it('keeps its answer where the new words ask for none', async () => {
    const desk = await start({
      converse: async (said) => (said.call.text === 'thanks' ? undefined : repeat(said)),
    })
    await desk.hear(mention('plan?'))
    await desk.hear(change({ before: '<@UBOT> plan?', after: '<@UBOT> thanks' }))
    expect(updates(desk)).toEqual([])
  })

  it('still addresses the bot where its name went with the change', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ before: '<@UBOT> paln?', after: 'plan?' }))
    expect(desk.said[1]).toMatchObject({ isAddressed: true, call: { text: 'plan?' } })
  })

  it('keeps its answer where the room was opened to others meanwhile', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
    await desk.hear(change(slip))
    expect(updates(desk)).toEqual([])
    expect(desk.titles()).toEqual(['Said: paln? (room) [ja]'])
  })

  it('keeps its answer where nobody else may read the new one', async () => {
    const desk = await start({
      converse: async (said) => ({
        ...(await repeat(said)),
        line: said.call.text === 'phone?' ? 'contact 1' : 'customer 1',
      }),
    })
    await desk.hear(mention('plan?'))
    await desk.hear(change({ before: '<@UBOT> plan?', after: '<@UBOT> phone?' }))
    expect(updates(desk)).toEqual([])
    expect(desk.workspace.alone()).toEqual([])
  })

  it.each([
    ['is sent again where it may not have arrived', { after: 'drop' as const }, [3_000]],
    ['waits as told', { instead: 429 }, [7_000]],
    ['goes as text where its blocks are refused', refused('invalid_blocks'), []],
  ])('has an answer that %s', async (_how, trouble, waits) => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.trouble('chat.update', trouble)
    await desk.hear(change(slip))
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.waits).toEqual(waits)
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })

  it('has the old blocks taken away where the new ones are refused', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    desk.workspace.trouble('chat.update', refused('invalid_blocks'))
    await desk.hear(change(slip))
    expect(desk.workspace.written).toMatchObject([{ blocks: [] }])
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

describe('a message that the bot’s name is put into', () => {
  const words = { before: 'plan?', after: '<@UBOT> plan?' }
  const named = mention('plan?', { edited: { user: 'U1', ts: `${writtenSecond + 20}.000000` } })

  it.each([
    ['the change', [change(words)]],
    ['the mention', [named]],
    ['the change before the mention', [change(words), named]],
    ['the mention before the change', [named, change(words)]],
  ])('is answered once where Slack tells of %s', async (_what, events) => {
    const desk = await start()
    await desk.hear(message('plan?'))
    for (const event of events) await desk.hear(event)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.workspace.written).toMatchObject([
      { thread: writtenTs, metadata: { event_payload: { delivery_id: `message:C1:${writtenTs}` } } },
    ])
  })

  it('is answered once where both come at a time', async () => {
    const desk = await start()
    await Promise.all([desk.event(named), desk.event(change(words))])
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
  })

  it('is left alone after a minute', async () => {
    const desk = await start()
    await desk.hear(change({ ...words, later: 61 }))
    expect(await store.rows()).toEqual([])
  })
})

describe('a message in a support channel that is changed', () => {
  const event = { channel: 'CSUPPORT' }
  const question = { before: 'when does 1000001 end?', after: 'when does 10000001 end?', event }

  async function startSupport() {
    const desk = await start({ hears: async ({ call }) => call.text.endsWith('?') })
    desk.workspace.rooms.set('CSUPPORT', { ...ownRoom, id: 'CSUPPORT' })
    return desk
  }

  it('is answered anew where the desk would answer it', async () => {
    const desk = await startSupport()
    await desk.hear(message(question.before, event))
    await desk.hear(change(question))
    expect(desk.titles()).toEqual(['Said: when does 10000001 end? (room) [ja]'])
    expect(desk.said[1]).toMatchObject({ isAddressed: false })
  })

  it('leaves no trace where the desk would not', async () => {
    const desk = await startSupport()
    await desk.hear(change({ ...question, after: 'never mind' }))
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toEqual([])
  })
})

describe('what is no new question', () => {
  it.each([
    ['more than a minute later', { later: 61 }],
    ['by somebody else', { by: 'U2' }],
    ['in nothing but links that were unfolded', { after: slip.before, message: { attachments: [{}] } }],
    ['by nobody', { message: { edited: undefined } }],
    ['and a bot’s', { message: { bot_id: 'B1' } }],
    ['and of another kind', { message: { subtype: 'bot_message' } }],
  ])('a message that is changed %s', async (_how, other) => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ ...slip, ...other }))
    expect(desk.said).toHaveLength(1)
    expect(updates(desk)).toEqual([])
    expect(await store.rows()).toHaveLength(1)
  })

  it('a message that is changed a minute later to the second is one', async () => {
    const desk = await start()
    await desk.hear(mention('paln?'))
    await desk.hear(change({ ...slip, later: 60 }))
    expect(updates(desk)).toHaveLength(1)
  })
})
