import { afterEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import { data } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { post, signatureHeaders } from '../helpers/signed-request.ts'
import { useInboxStore } from '../lineworks/store.ts'
import {
  change,
  direct,
  downForLong,
  eventsClock,
  mention,
  message,
  repeat,
  startEventsDesk,
  writtenSecond,
  writtenTs,
} from './events-desk.ts'
import { echo, gate, member, ownRoom, secret } from './slack-desk.ts'

const store = useInboxStore()
const ends: (() => Promise<void>)[] = []

async function start(given: Partial<SlackOptions> = {}) {
  const desk = await startEventsDesk({ inbox: store.inbox(), ...given })
  ends.push(desk.close)
  return desk
}

type Desk = Awaited<ReturnType<typeof start>>

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const posts = (desk: Desk) => desk.workspace.api.of('chat.postMessage')

describe('a message that calls the bot by name', () => {
  it('is answered in its thread for everybody, with what tells the answer from others', async () => {
    const desk = await start()
    expect(await desk.hear(mention('when does the trial of 10000001 end?'))).toBe(200)
    expect(desk.said).toMatchObject([
      {
        call: {
          ...{ platform: 'slack', workspace: 'T1', room: 'C1', person: 'U1', isForRoom: true },
          text: 'when does the trial of 10000001 end?',
        },
        isAddressed: true,
        thread: writtenTs,
      },
    ])
    expect(posts(desk)).toMatchObject([
      { channel: 'C1', thread_ts: writtenTs, unfurl_links: 'false', unfurl_media: 'false' },
    ])
    expect(desk.workspace.written).toMatchObject([
      {
        text: 'Said: when does the trial of 10000001 end? (room) [ja]',
        metadata: {
          event_type: 'partner_desk_answer',
          event_payload: { delivery_id: `message:C1:${writtenTs}` },
        },
      },
    ])
    expect(await store.rows()).toMatchObject([
      { key: `message:C1:${writtenTs}`, outcome: 'answered', payload: '' },
    ])
  })

  it('is answered in the thread that it stands in, of which the desk may read what was said before', async () => {
    let before: readonly string[] = []
    const converse: DeskPorts['converse'] = async (said) => {
      before = (await said.readThread?.()) ?? []
      return repeat(said)
    }
    const desk = await start({ converse })
    const { written } = desk.workspace
    const thread = '1780000000.000001'
    const place = { room: 'C1', blocks: [], metadata: undefined }
    written.push(
      { ...place, ts: thread, thread: undefined, user: 'U2', text: '<@U9> 10000001 &amp; co' },
      { ...place, ts: '1780000000.000002', thread, user: 'UBOT', text: 'An answer' },
      { ...place, ts: '1795000000.000001', thread, user: 'U2', text: 'said later' },
    )
    await desk.hear(mention('and its plan?', { thread_ts: thread }))
    expect(desk.said[0]?.thread).toBe(thread)
    expect(before).toEqual(['@ 10000001 & co', 'An answer'])
    expect(posts(desk)).toMatchObject([{ thread_ts: thread }])
  })

  it('is answered without what was said before where that cannot be read', async () => {
    const desk = await start({
      converse: async (said) => {
        expect(await said.readThread?.()).toEqual([])
        return repeat(said)
      },
    })
    desk.workspace.trouble('conversations.replies', { instead: { ok: false, error: 'missing_scope' } })
    await desk.hear(mention('plan?', { thread_ts: '1780000000.000001' }))
    expect(posts(desk)).toHaveLength(1)
    expect(desk.lines.map(({ message }) => message)).toContain('thread not read')
  })

  it('is answered once where both of its events come, again and again, at a time and one after the other', async () => {
    const desk = await start()
    const words = '<@UBOT> plan?'
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }
    const statuses = await Promise.all([
      desk.event(mention('plan?')),
      desk.event(message(words)),
      desk.event(mention('plan?'), retry),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200])
    await desk.slack.settled(5_000)
    expect(await desk.hear(message(words), retry)).toBe(200)
    expect(posts(desk)).toHaveLength(1)
  })

  it('is answered where its first delivery did not arrive and only a repeated one does', async () => {
    const desk = await start()
    await desk.hear(mention('plan?'), { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_error' })
    expect(posts(desk)).toHaveLength(1)
  })

  it('is not held up by another', async () => {
    const { opened, open } = gate()
    const desk = await start({
      converse: async (said) => {
        if (said.call.text === 'first') await opened
        return repeat(said)
      },
    })
    await desk.event(mention('first'))
    await desk.event(mention('second', { ts: '1790000001.000100' }))
    await expect.poll(() => desk.titles()).toEqual(['Said: second (room) [ja]'])
    open()
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: second (room) [ja]', 'Said: first (room) [ja]'])
  })

  it('is left in silence where the desk has nothing to say, and settled', async () => {
    const desk = await start({ converse: async () => undefined })
    await desk.hear(mention('thanks!'))
    expect(posts(desk)).toEqual([])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is kept before Slack hears that it has arrived', async () => {
    const { opened, open } = gate()
    const inbox = store.inbox()
    let isAcknowledged = false
    const desk = await start({
      inbox: { ...inbox, take: (received, leaseMs) => opened.then(() => inbox.take(received, leaseMs)) },
      storeMs: 60_000,
    })
    const sending = desk.event(mention('plan?')).then(() => {
      isAcknowledged = true
    })
    // Long enough for an acknowledgement that does not wait.
    await desk.command('/customer', '1')
    expect(isAcknowledged).toBe(false)
    open()
    await sending
  })

  const never = () => new Promise<never>(() => {})
  const down = async (): Promise<never> => {
    throw new Error('no connection')
  }
  it.each([
    ['is down', { take: down, renew: down, note: down, settle: down }],
    ['hangs', { take: never, renew: never, note: never, settle: never }],
  ])('is answered from memory where the store %s for long', async (_how, troubles) => {
    const inbox = { ...store.inbox(), ...troubles }
    const desk = await start({ inbox, storeHealth: downForLong(), storeMs: 30 })
    expect((await desk.event(mention('plan?'))).status).toBe(200)
    await expect.poll(() => posts(desk).length).toBe(1)
    expect(desk.lines.map(({ message }) => message)).toContain('answered from memory alone')
  })

  it('is known by what Slack says of it where the bot cannot learn who it is', async () => {
    const desk = await start()
    desk.workspace.trouble('auth.test', { instead: 500 }, { instead: 500 })
    await desk.hear(message('<@UBOT> plan?'))
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(desk.lines.map(({ message }) => message)).toContain('who the bot is could not be learned')
  })

  it('is logged without its words', async () => {
    const desk = await start()
    await desk.hear(mention('secret words'))
    expect(JSON.stringify(desk.lines)).not.toContain('secret')
    expect(desk.lines.at(-1)).toMatchObject({
      message: 'message answered',
      fields: { person: 'U1', outcome: 'answer', delivery: 'answered', tookMs: expect.any(Number) },
    })
  })
})

describe('a direct message', () => {
  it('addresses the bot without its name, and is answered in its thread for its reader', async () => {
    const desk = await start()
    await desk.hear(direct('plan of 10000001'))
    expect(desk.said).toMatchObject([{ isAddressed: true, call: { room: 'D1' } }])
    expect(desk.said[0]?.call).not.toHaveProperty('isForRoom')
    expect(posts(desk)).toMatchObject([{ channel: 'D1', thread_ts: writtenTs }])
    expect(desk.workspace.api.of('conversations.info')).toEqual([])
  })

  it('in a group is one only where it calls the bot by name', async () => {
    const desk = await start()
    desk.workspace.rooms.set('G1', { id: 'G1', is_mpim: true })
    const place = { channel: 'G1', channel_type: 'mpim' }
    await desk.hear(message('plan of 10000001', place))
    expect(desk.said).toEqual([])
    await desk.hear(message('<@UBOT> plan of 10000001', place))
    expect(posts(desk)).toMatchObject([{ channel: 'G1', thread_ts: writtenTs }])
  })
})

describe('a message in a support channel', () => {
  const support = { channel: 'CSUPPORT' }
  const hears: DeskPorts['hears'] = async ({ call }) => call.text.endsWith('?')

  async function startSupport(given: Partial<SlackOptions> = {}) {
    const desk = await start({ hears, ...given })
    desk.workspace.rooms.set('CSUPPORT', { ...ownRoom, id: 'CSUPPORT' })
    return desk
  }

  it('is answered where the desk would', async () => {
    const desk = await startSupport()
    await desk.hear(message('when does 10000001 end?', support))
    expect(desk.heard).toMatchObject([{ isAddressed: false, call: { text: 'when does 10000001 end?' } }])
    expect(desk.said).toMatchObject([{ isAddressed: false, thread: writtenTs }])
    expect(posts(desk)).toMatchObject([{ channel: 'CSUPPORT', thread_ts: writtenTs }])
  })

  it('is neither stored nor logged where the desk would not', async () => {
    const desk = await startSupport()
    expect(await desk.hear(message('good morning', support))).toBe(200)
    expect(desk.heard).toHaveLength(1)
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toEqual([])
    expect(desk.workspace.api.calls.map(({ method }) => method)).toEqual(['auth.test'])
  })

  it('is acknowledged in time while the desk still thinks, and answered after that', async () => {
    const { opened, open } = gate()
    const desk = await startSupport({ hears: () => opened.then(() => true) })
    expect((await desk.event(message('when does 10000001 end?', support))).status).toBe(200)
    expect(await store.rows()).toEqual([])
    open()
    await desk.slack.settled(5_000)
    expect(posts(desk)).toHaveLength(1)
  })

  it('is nothing to the desk in any other channel', async () => {
    const desk = await startSupport()
    await desk.hear(message('when does 10000001 end?'))
    expect([desk.heard, desk.said, desk.lines, desk.workspace.api.calls]).toEqual([[], [], [], []])
    await desk.hear(message('<@U2> when does 10000001 end?'))
    expect([desk.heard, desk.said, desk.lines]).toEqual([[], [], []])
    expect(await store.rows()).toEqual([])
  })

  it.each([
    ['a guest', { is_restricted: true }],
    ['somebody from elsewhere', { team_id: 'T9' }],
  ])('of %s is left in silence', async (_who, other) => {
    const desk = await startSupport()
    desk.workspace.users.set('U1', { ...member, ...other })
    await desk.hear(message('when does 10000001 end?', support))
    expect(desk.said).toEqual([])
    expect([...posts(desk), ...desk.workspace.alone()]).toEqual([])
  })

  it('is left in silence where something fails', async () => {
    const desk = await startSupport({
      converse: async () => {
        throw new Error('broken')
      },
    })
    await desk.hear(message('when does 10000001 end?', support))
    expect([...posts(desk), ...desk.workspace.alone()]).toEqual([])
    expect(desk.lines.map(({ message }) => message)).toContain('answer failed')
  })
})

describe('what nobody wrote to the bot', () => {
  it.each([
    ['of another bot', { bot_id: 'B1' }],
    ['of an app in somebody’s name', { app_id: 'A1' }],
    ['of a bot by its profile', { bot_profile: { id: 'B1' } }],
    ['of its own', { user: 'UBOT' }],
    ['of Slackbot', { user: 'USLACKBOT' }],
    ['of a bot by its kind', { subtype: 'bot_message' }],
    ['that somebody has joined', { subtype: 'channel_join' }],
    ['that nobody sees', { hidden: true }],
    ['that was changed by somebody else', { edited: { user: 'U2', ts: '1790000005.000000' } }],
    ['that was changed after more than a minute', { edited: { user: 'U1', ts: '1790000061.000000' } }],
    ['without an author', { user: undefined }],
    ['in no conversation', { channel_type: 'app_home' }],
  ])('a message %s is left alone', async (_which, other) => {
    const desk = await start({ hears: async () => true })
    const channel = { channel: 'CSUPPORT', ...other }
    expect(await desk.hear(message('<@UBOT> plan?', channel))).toBe(200)
    expect(await desk.hear(mention('plan?', channel))).toBe(200)
    expect([desk.said, desk.heard, desk.lines]).toEqual([[], [], []])
    expect(await store.rows()).toEqual([])
  })

  it.each([
    ['sent to the channel as well', { subtype: 'thread_broadcast', thread_ts: '1780000000.000001' }],
    ['with a file', { subtype: 'file_share' }],
  ])('a message %s is what somebody wrote', async (_which, other) => {
    const desk = await start()
    await desk.hear(message('<@UBOT> plan?', other))
    expect(desk.said).toHaveLength(1)
  })

  it('other events are acknowledged, and nothing more', async () => {
    const desk = await start()
    const other = { event: { type: 'reaction_added', user: 'U1', reaction: 'thumbsup' } }
    expect(await desk.hear(other)).toBe(200)
    expect(await desk.hear({ event: { type: 'message' } })).toBe(200)
    expect(desk.said).toEqual([])
  })

  it('a message of somebody else that is changed leaves no trace', async () => {
    const desk = await start()
    await desk.hear(change({ before: 'hello', after: 'hello there' }))
    expect([desk.said, desk.lines]).toEqual([[], []])
    expect(await store.rows()).toEqual([])
  })
})

describe('a message that comes late', () => {
  const halfAnHour = 30 * 60
  const earlier = (seconds: number) => ({ ts: `${writtenSecond - seconds}.000000` })

  async function startNow() {
    return start({ wallClock: () => writtenSecond * 1000 })
  }

  it('is answered for half an hour', async () => {
    const desk = await startNow()
    await desk.hear(mention('plan?', earlier(halfAnHour)))
    expect(posts(desk)).toHaveLength(1)
  })

  it('is dropped after that, and told in the log', async () => {
    const desk = await startNow()
    expect(await desk.hear(mention('plan?', earlier(halfAnHour + 1)))).toBe(200)
    expect(desk.said).toEqual([])
    expect(await store.rows()).toEqual([])
    expect(desk.lines).toMatchObject([
      { level: 'warn', message: 'message dropped: written more than half an hour ago' },
    ])
  })

  it('leaves no trace where it would not have been answered', async () => {
    const desk = await startNow()
    await desk.hear(message('good morning', { channel: 'CSUPPORT', ...earlier(halfAnHour + 1) }))
    expect(desk.lines).toEqual([])
  })
})

it('a long message arrives, however Slack writes it', async () => {
  const desk = await start()
  const text = '\\u3042'.repeat(12_000)
  const blocks = `[{"type":"rich_text","elements":[{"type":"text","text":"${text}"}]}]`
  const body = { ...change({ before: '<@UBOT> before', after: '<@UBOT> after' }), type: 'event_callback' }
  const json = JSON.stringify(body)
    .replace('before"', `${text}","blocks":${blocks},"more":"before"`)
    .replace('after"', `${text}","blocks":${blocks},"more":"after"`)
  const signed = signatureHeaders(secret, json, eventsClock())
  const { status } = await post(desk.url, json, { 'content-type': 'application/json', ...signed })
  expect(status).toBe(200)
  await desk.slack.settled(5_000)
})

describe('who may not have an answer', () => {
  it.each([
    ['a guest', { is_restricted: true }, 'access.notMember [ja]'],
    ['somebody from elsewhere', { team_id: 'T9' }, 'access.notMember [ja]'],
  ])('%s is told so alone', async (_who, other, words) => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, ...other })
    await desk.hear(mention('plan?', { thread_ts: '1780000000.000001' }))
    expect(desk.said).toEqual([])
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([
      { channel: 'C1', user: 'U1', thread_ts: '1780000000.000001', text: expect.stringContaining(words) },
    ])
    expect(desk.refusals).toMatchObject([{ person: 'U1', room: 'C1' }])
  })

  it('is told in the thread between them and the bot', async () => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, is_restricted: true })
    await desk.hear(direct('plan?'))
    expect(desk.workspace.alone()).toEqual([])
    expect(posts(desk)).toMatchObject([{ channel: 'D1', thread_ts: writtenTs }])
    expect(desk.said).toEqual([])
  })

  it('is told so where it cannot be learned whether they may', async () => {
    const desk = await start()
    desk.workspace.users.clear()
    await desk.hear(mention('plan?'))
    expect(desk.workspace.alone()).toMatchObject([{ text: expect.stringContaining('access.unknown') }])
  })

  it('is told where it would be seen: a message that nobody answered has no thread yet', async () => {
    const desk = await start()
    desk.workspace.users.set('U1', { ...member, is_restricted: true })
    await desk.hear(mention('plan?'))
    expect(desk.workspace.alone()).toHaveLength(1)
    expect(desk.workspace.alone()[0]).not.toHaveProperty('thread_ts')
  })
})

it('a message whose answer fails is answered with a sentence for the asker, and a reference', async () => {
  const desk = await start({
    converse: async () => {
      throw new Error('broken')
    },
  })
  await desk.hear(mention('plan?'))
  expect(posts(desk)).toEqual([])
  expect(desk.workspace.alone()).toMatchObject([{ text: expect.stringContaining('error.internal [ja]') }])
})

describe('an answer that not everybody may read', () => {
  it.each([
    ['that others read', { ...ownRoom, is_ext_shared: true }],
    ['that others are invited to', { ...ownRoom, is_pending_ext_shared: true }],
    ['that cannot be learned about', undefined],
  ])('goes to the asker alone in a room %s', async (_which, room) => {
    const desk = await start()
    if (room) desk.workspace.rooms.set('C1', room)
    else desk.workspace.rooms.delete('C1')
    await desk.hear(mention('plan?', { thread_ts: '1780000000.000001' }))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([
      { channel: 'C1', user: 'U1', thread_ts: '1780000000.000001', text: 'Said: plan? [ja]' },
    ])
  })

  it('goes to the asker alone where the room is opened to others meanwhile', async () => {
    const desk = await start({
      converse: async (said) => {
        desk.workspace.rooms.set('C1', { ...ownRoom, is_ext_shared: true })
        return repeat(said)
      },
    })
    await desk.hear(mention('plan?'))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toHaveLength(1)
  })

  it('goes to the asker alone where it was thought out for them, whatever is learned after that', async () => {
    const desk = await start()
    desk.workspace.trouble('conversations.info', { instead: { ok: false, error: 'internal_error' } })
    await desk.hear(mention('plan?'))
    expect(desk.said[0]?.call).not.toHaveProperty('isForRoom')
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([{ text: 'Said: plan? [ja]' }])
  })

  it('is known for one as soon as Slack, asked too often, has time to say who reads the room', async () => {
    const desk = await start()
    desk.workspace.trouble('conversations.info', { instead: 429 }, { after: 429 })
    await desk.hear(mention('plan?'))
    expect(desk.waits).toEqual([7_000, 7_000])
    expect(posts(desk)).toHaveLength(1)
  })

  it('is asked about anew before each post, and some seconds apart for the thought', async () => {
    let now = eventsClock()
    const desk = await start({ wallClock: () => now })
    const asked = () => desk.workspace.api.of('conversations.info').length
    await desk.hear(mention('plan?', { ts: '1790000001.000100' }))
    expect(asked()).toBe(2)
    now += 9_000
    await desk.hear(mention('plan?', { ts: '1790000002.000100' }))
    expect(asked()).toBe(3)
    now += 10_001
    await desk.hear(mention('plan?', { ts: '1790000003.000100' }))
    expect(asked()).toBe(5)
  })

  it('goes to the asker alone where it may not be shared, in their own language', async () => {
    const desk = await start({
      converse: async () => ({
        card: card({ title: data('Phone') }),
        line: 'contact 1',
        locale: undefined,
      }),
      findReaders: async () => ({
        person: { locale: 'ko', zone: 'Asia/Seoul' },
        room: { locale: 'en', zone: 'UTC' },
      }),
    })
    await desk.hear(mention('phone of 1?'))
    expect(posts(desk)).toEqual([])
    expect(desk.workspace.alone()).toMatchObject([{ user: 'U1', text: 'Phone [ko]' }])
  })

  it.each([
    ['the question', {}, writtenTs],
    ['the thread that the question stands in', { thread_ts: '1780000000.000001' }, '1780000000.000001'],
  ])('hands on that what is shared of it goes below %s', async (_which, place, opens) => {
    const desk = await start({ converse: repeatToShare })
    desk.workspace.rooms.delete('C1')
    await desk.hear(mention('plan?', place))
    expect(String(desk.workspace.alone()[0]?.blocks)).toContain(`"action_id":"desk:share@${opens}"`)
  })

  it('hands on nothing below what the thread can read already', async () => {
    const desk = await start({ converse: repeatToShare })
    await desk.hear(mention('plan?'))
    expect(JSON.stringify(desk.workspace.written)).not.toContain(`@${writtenTs}`)
  })
})

describe('the language of an answer', () => {
  const findReaders: SlackOptions['findReaders'] = async () => ({
    person: { locale: 'ko', zone: 'Asia/Seoul' },
    room: { locale: 'en', zone: 'UTC' },
  })

  it('is that of the room in a channel, and that of the person between them and the bot', async () => {
    const desk = await start({ findReaders })
    await desk.hear(mention('plan?'))
    await desk.hear(direct('plan?'))
    expect(desk.titles()).toEqual(['Said: plan? (room) [en]', 'Said: plan? [ko]'])
  })

  it('is that of the question where it tells', async () => {
    const desk = await start({
      findReaders,
      converse: async ({ call }) => ({ card: echo(call), line: 'customer 1', locale: 'zh-TW' }),
    })
    await desk.hear(mention('plan?'))
    expect(desk.titles()).toEqual(['Asked: plan? [zh-TW]'])
    const shown = JSON.stringify(desk.workspace.written[0]?.blocks)
    expect(shown.match(/desk:\w+(?::\d)?/g)).toEqual(['desk:open_zh_TW:0', 'desk:refresh_zh_TW'])
  })
})

async function repeatToShare(said: Said): Promise<Reply> {
  const reply = await repeat(said)
  return {
    ...reply,
    card: card({
      ...reply.card,
      actions: [
        { kind: 'share', label: data('Share'), command: reply.line },
        { kind: 'refresh', label: data('Refresh'), command: reply.line },
      ],
    }),
  }
}
