import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const desk = 'C0DESK00001'
const sales = 'C0SALES0002'
const misaki = 'U0MISAKI001'

const startedAt = Date.parse('2026-12-01T00:00:00Z')
let now = startedAt
let slack: SlackDesk
let client: WebClient

beforeAll(async () => {
  slack = await startSlackDesk({ wallClock: () => now })
  client = connect(slack)
})
afterAll(() => slack.close())
beforeEach(async () => {
  now = startedAt
  await slack.post('/_sandbox/reset', {})
})

const metadataOf = (delivery_id: string) => ({
  event_type: 'partner_desk_digest',
  event_payload: { delivery_id },
})

/** Posts a second after what was posted before, and gives the `ts`. */
async function post(text: string, more: object = {}): Promise<string> {
  now += 1000
  const { ts } = await client.chat.postMessage({ channel: desk, text, ...more })
  return ts ?? ''
}

const seconds = (ms: number) => String(Math.floor(ms / 1000))

describe('a thread', () => {
  it('hangs on its message, and is read from that on', async () => {
    const parent = await post('parent', { metadata: metadataOf('one') })
    const replies = [
      await post('first', { thread_ts: parent, metadata: metadataOf('two') }),
      await post('second', { thread_ts: parent }),
    ]
    await post('beside')
    expect(await slack.messages()).toMatchObject([
      { id: parent },
      { id: replies[0], thread: parent },
      { id: replies[1], thread: parent },
      {},
    ])

    for (const ts of [parent, ...replies]) {
      const answer = await client.conversations.replies({ channel: desk, ts, include_all_metadata: true })
      expect(answer.messages).toMatchObject([
        {
          ts: parent,
          thread_ts: parent,
          reply_count: 2,
          latest_reply: replies[1],
          metadata: metadataOf('one'),
        },
        { ts: replies[0], thread_ts: parent, metadata: metadataOf('two') },
        { ts: replies[1], thread_ts: parent, bot_id: 'B0DESKBOT00' },
      ])
    }
  })

  it.each([
    ['thread_not_found', () => '1.2'],
    ['invalid_thread_ts', () => 'parent'],
    ['cannot_reply_to_message', async () => post('reply', { thread_ts: await post('parent') })],
  ])('is refused elsewhere: %s', async (error, thread) => {
    const thread_ts = await thread()
    const before = await slack.messages()
    expect(await refusal(client.chat.postMessage({ channel: desk, text: 'x', thread_ts }))).toBe(error)
    expect(await slack.messages()).toEqual(before)
  })

  it('stays with a message that is changed, and so do the metadata', async () => {
    const parent = await post('parent', { metadata: metadataOf('one') })
    const reply = await post('reply', { thread_ts: parent })
    await client.chat.update({ channel: desk, ts: reply, text: 'changed' })
    await client.chat.update({ channel: desk, ts: parent, text: 'changed too' })
    const { messages } = await client.conversations.replies({
      channel: desk,
      ts: parent,
      include_all_metadata: true,
    })
    expect(messages).toMatchObject([
      { text: 'changed too', metadata: metadataOf('one') },
      { text: 'changed', thread_ts: parent },
    ])
  })

  it('sends presses along with where they were made', async () => {
    const label = { type: 'plain_text', text: 'Details' }
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: label, value: 'v' }] },
    ]
    const parent = await post('parent')
    const reply = await post('reply', { thread_ts: parent, blocks })
    await slack.post('/_sandbox/slack/action', { person: misaki, message: reply, actionId: 'a' })
    expect(JSON.parse(slack.requests.at(-1)?.form.get('payload') ?? '')).toMatchObject({
      container: { message_ts: reply, thread_ts: parent, is_ephemeral: false },
      message: { ts: reply, thread_ts: parent },
    })
  })
})

describe('the history of a channel', () => {
  it('has the newest first, without replies and what one person sees', async () => {
    const first = await post('first')
    await post('reply', { thread_ts: first })
    await client.chat.postEphemeral({ channel: desk, user: misaki, text: 'only you' })
    const last = await post('last', { metadata: metadataOf('one') })
    const { messages, has_more } = await client.conversations.history({ channel: desk })
    expect(messages).toMatchObject([
      { ts: last, text: 'last', user: 'U0DESKBOT00' },
      { ts: first, reply_count: 1 },
    ])
    expect(messages?.[0]).not.toHaveProperty('metadata')
    expect(has_more).toBe(false)
  })

  it('comes in pages', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await post(text)
    const pages: (string | undefined)[][] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const answer = await client.conversations.history({ channel: desk, limit: 2, cursor })
      pages.push((answer.messages ?? []).map(({ text }) => text))
      cursor = answer.response_metadata?.next_cursor
    }
    expect(pages).toEqual([['5', '4'], ['3', '2'], ['1']])
  })

  it('is cut to a time', async () => {
    const [, second = '', third = ''] = [await post('1'), await post('2'), await post('3')]
    const read = async (range: object) =>
      (await client.conversations.history({ channel: desk, ...range })).messages?.map(({ text }) => text)
    expect(await read({ oldest: second })).toEqual(['3'])
    expect(await read({ oldest: second, inclusive: true })).toEqual(['3', '2'])
    expect(await read({ latest: third })).toEqual(['2', '1'])
    expect(await read({ oldest: seconds(startedAt + 3000) })).toEqual(['3'])
  })

  it.each([
    ['channel_not_found', { channel: misaki }],
    ['not_in_channel', { channel: sales }],
    ['invalid_cursor', { channel: desk, cursor: 'bmV4dA==' }],
    ['invalid_limit', { channel: desk, limit: 1001 }],
    ['invalid_ts_oldest', { channel: desk, oldest: 'yesterday' }],
  ])('is refused with %s', async (error, given) => {
    expect(await refusal(client.conversations.history(given))).toBe(error)
  })

  it('needs the scope for its kind of room', async () => {
    const other = await startSlackDesk({ slackScopes: ['chat:write', 'im:history'] })
    const { conversations } = connect(other)
    await expect(conversations.history({ channel: desk })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'channels:history', provided: 'chat:write,im:history' },
    })
    await expect(conversations.history({ channel: 'D0MISAKI001' })).resolves.toMatchObject({ messages: [] })
    await other.close()
  })

  it('tells of a message whose sender lost the connection', async () => {
    await slack.post('/_sandbox/faults', {
      target: 'slack',
      operation: 'chat.postMessage',
      kind: 'dropAfterAccept',
      times: 1,
    })
    const sending = post('lost', { metadata: metadataOf('one') })
    await expect(sending).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    const { messages } = await client.conversations.history({
      channel: desk,
      oldest: seconds(startedAt - 60_000),
      include_all_metadata: true,
    })
    expect(messages).toMatchObject([{ text: 'lost', metadata: metadataOf('one') }])
  })
})

describe('metadata', () => {
  it.each([
    ['invalid_metadata_format', 'text'],
    ['invalid_metadata_schema', { event_type: 'x' }],
    ['metadata_too_large', { event_type: 'x', event_payload: { text: 'x'.repeat(17_000) } }],
  ])('is refused with %s', async (error, metadata) => {
    expect(await refusal(client.apiCall('chat.postMessage', { channel: desk, text: 'x', metadata }))).toBe(
      error,
    )
  })
})

describe('a link to a message', () => {
  it('has Slack’s path, and leads to the message in the playground', async () => {
    const parent = await post('parent')
    const reply = await post('reply', { thread_ts: parent })
    const { permalink = '' } = await client.chat.getPermalink({ channel: desk, message_ts: reply })
    expect(new URL(permalink).pathname).toBe(`/archives/${desk}/p${reply.replace('.', '')}`)
    expect(new URL(permalink).search).toBe(`?thread_ts=${parent}&cid=${desk}`)
    const led = await fetch(permalink, { redirect: 'manual' })
    expect(led.headers.get('location')).toBe(`/playground#slack/${desk}/${reply}`)
  })

  it('is not given for what is not there', async () => {
    const link = client.chat.getPermalink({ channel: desk, message_ts: '1.2' })
    expect(await refusal(link)).toBe('message_not_found')
  })
})

describe('the pace of a channel', () => {
  const send = (channel: string) => client.chat.postMessage({ channel, text: 'x' })

  it('is one message a second after a short burst', async () => {
    for (const _ of '12345') await send(desk)
    await expect(send(desk)).rejects.toMatchObject({ retryAfter: 1 })
    await send(misaki)
    now += 1000
    await send(desk)
    await expect(send(desk)).rejects.toMatchObject({ retryAfter: 1 })
    expect(await slack.messages()).toHaveLength(7)
  })

  it('passes faster where the sandbox’s time is scaled', async () => {
    const fast = await startSlackDesk({ wallClock: () => now, timeScale: 10 })
    const { chat } = connect(fast)
    const sendFast = () => chat.postMessage({ channel: desk, text: 'x' })
    for (const _ of '12345') await sendFast()
    await expect(sendFast()).rejects.toMatchObject({ retryAfter: 1 })
    now += 100
    await expect(sendFast()).resolves.toMatchObject({ ok: true })
    await fast.close()
  })

  it('does not count what is refused', async () => {
    for (const _ of '1234567') await refusal(client.chat.postMessage({ channel: desk, text: '' }))
    await expect(send(desk)).resolves.toMatchObject({ ok: true })
  })
})
