import { describe, expect, it } from 'vitest'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { gate } from '../helpers/gate.ts'
import { post, signatureHeaders } from '../helpers/signed-request.ts'
import { down, never } from '../helpers/troubled-inbox.ts'
import {
  change,
  direct,
  downForLong,
  type EventsDesk,
  eventsClock,
  mention,
  message,
  repeat,
  writtenTs,
} from './events-desk.ts'
import { holdInbox } from './held-inbox.ts'
import { echo, secret } from './slack-desk.ts'
import { useEventsDesks } from './use-events-desks.ts'

const { store, start } = useEventsDesks()

const posts = (desk: EventsDesk) => desk.workspace.api.of('chat.postMessage')

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
    const held = holdInbox(store.inbox())
    const desk = await start({ inbox: held.inbox, storeMs: 60_000 })
    let isAcknowledged = false
    const sending = desk.event(mention('plan?')).then(() => {
      isAcknowledged = true
    })
    await held.isAsked()
    // Long enough for an acknowledgement that does not wait.
    await desk.command('/customer', '1')
    expect(isAcknowledged).toBe(false)
    held.letGo()
    await sending
  })

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
