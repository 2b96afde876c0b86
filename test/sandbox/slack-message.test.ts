import { verifySlackRequest } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from './slack-client.ts'
import { type DeskRequest, type SlackDesk, startSlackDesk } from './slack-desk.ts'

const desk = 'C0DESK00001'
const sales = 'C0SALES0002'
const acme = 'C0ACME00003'
const support = 'C0HELP00004'
const misaki = 'U0MISAKI001'
const emily = 'U0EMILY0003'
const robin = 'U0ROBIN0007'
const bot = 'U0DESKBOT00'
const wallMs = Date.UTC(2026, 10, 21, 3, 4, 5)

interface Event {
  readonly type: string
  readonly text: string
  readonly [key: string]: unknown
}

interface Envelope {
  readonly event: Event
  readonly event_id: string
  readonly event_context: string
  readonly [key: string]: unknown
}

/** What waits to be sent again. */
let timers: { readonly run: () => void; readonly afterMs: number }[] = []
let slack: SlackDesk
let client: WebClient

beforeAll(async () => {
  slack = await startSlackDesk({
    wallClock: () => wallMs,
    setTimer(run, afterMs) {
      const timer = { run, afterMs }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
  })
  client = connect(slack)
})
afterAll(() => slack.close())
beforeEach(async () => {
  await slack.post('/_sandbox/reset', {})
  slack.requests.length = 0
  slack.answerWith(() => ({}))
  timers = []
})

const write = (wish: object) => slack.post('/_sandbox/slack/message', { person: misaki, room: desk, ...wish })
const edit = (wish: object) => slack.post('/_sandbox/slack/edit', { person: misaki, ...wish })

/** Says something and gives its `ts`. */
async function say(text: string, more: object = {}): Promise<string> {
  const { id } = (await (await write({ text, ...more })).json()) as { id: string }
  return id
}

const envelopes = (): Envelope[] => slack.requests.map(({ body }) => JSON.parse(body))

/** The one event of that type that was sent. */
function eventOf(type: string): Event {
  const events = envelopes().filter(({ event }) => event.type === type)
  expect(events).toHaveLength(1)
  return events[0]?.event as Event
}

function verify({ body, headers }: DeskRequest, signingSecret: string): void {
  verifySlackRequest({
    signingSecret,
    body,
    headers: {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    },
    nowMilliseconds: wallMs,
  })
}

describe('a message', () => {
  it('is recorded, and reaches the desk in the envelope of the Events API', async () => {
    const answer = (await (await write({ text: 'Good morning' })).json()) as { id: string }
    expect(answer).toEqual({ id: expect.stringMatching(/^\d+\.\d{6}$/), outcome: 'acknowledged' })
    expect(await slack.messages()).toMatchObject([
      { id: answer.id, room: desk, author: misaki, ephemeral: false, payload: { text: 'Good morning' } },
    ])

    const { team_id } = await client.auth.test()
    expect(envelopes()).toEqual([
      {
        token: expect.any(String),
        team_id,
        context_team_id: team_id,
        context_enterprise_id: null,
        api_app_id: 'A0DESKAPP00',
        event: {
          type: 'message',
          user: misaki,
          team: team_id,
          ts: answer.id,
          event_ts: answer.id,
          text: 'Good morning',
          channel: desk,
          channel_type: 'channel',
        },
        type: 'event_callback',
        event_id: expect.stringMatching(/^Ev[A-Z0-9]{11}$/),
        event_time: wallMs / 1000,
        authorizations: [
          { enterprise_id: null, team_id, user_id: bot, is_bot: true, is_enterprise_install: false },
        ],
        is_ext_shared_channel: false,
        event_context: expect.stringMatching(/^4-/),
      },
    ])
    const [request] = slack.requests
    expect(request?.url).toBe('/slack/events')
    expect(request?.headers['content-type']).toBe('application/json')
    expect(request?.headers).not.toHaveProperty('x-slack-retry-num')
  })

  it('is signed with the wall clock, also when the business clock was moved', async () => {
    await slack.post('/_sandbox/clock', { advance: 'P13D' })
    await say('そらまめさんのトライアルいつまで？')
    const [request] = slack.requests as [DeskRequest]
    expect(Number(request.headers['x-slack-request-timestamp'])).toBe(wallMs / 1000)
    expect(() => verify(request, slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '')).not.toThrow()
    expect(() => verify(request, 'another secret')).toThrow(/signature/i)
  })

  it('that mentions the bot comes twice, under two event ids', async () => {
    const ts = await say('@partner-desk when does the trial of 10000001 end?')
    const text = `<@${bot}> when does the trial of 10000001 end?`
    expect(eventOf('app_mention')).toMatchObject({ text, ts, user: misaki, channel: desk })
    expect(eventOf('app_mention')).not.toHaveProperty('channel_type')
    expect(eventOf('message')).toMatchObject({ text, ts, user: misaki, channel: desk })
    expect(new Set(envelopes().map(({ event_id }) => event_id)).size).toBe(2)
  })

  it('to the bot alone comes once, mention or not', async () => {
    const ts = await say('@partner-desk help', { room: 'D0MISAKI001' })
    expect(slack.requests).toHaveLength(1)
    expect(eventOf('message')).toMatchObject({ ts, channel: 'D0MISAKI001', channel_type: 'im' })
  })

  it('in a thread says where it hangs, and whom it answers', async () => {
    const { ts: parent = '' } = await client.chat.postMessage({ channel: desk, text: 'A digest' })
    const ts = await say('@partner-desk and the options?', { thread: parent })
    for (const type of ['message', 'app_mention'])
      expect(eventOf(type)).toMatchObject({ ts, thread_ts: parent, parent_user_id: bot })
    expect(await slack.messages()).toMatchObject([{ id: parent }, { id: ts, thread: parent }])
  })

  it('in the support channel comes without a mention', async () => {
    expect(slack.sandbox.environment.SLACK_SUPPORT_CHANNELS).toBe(support)
    const ts = await say('When does the trial of 10000001 end?', { room: support })
    expect(slack.requests).toHaveLength(1)
    expect(eventOf('message')).toMatchObject({ ts, channel: support })
  })

  it('where the bot is not a member stays there', async () => {
    const answer = await write({ room: sales, text: '@partner-desk help' })
    expect(await answer.json()).toMatchObject({ outcome: 'not_sent' })
    expect(await slack.messages()).toHaveLength(1)
    expect(slack.requests).toEqual([])
  })

  it('from another organisation carries its team', async () => {
    await say('@partner-desk help', { person: robin, room: acme })
    const foreign = 'T0ACMEINC00'
    const { team_id } = await client.auth.test()
    expect(envelopes()).toHaveLength(2)
    for (const envelope of envelopes())
      expect(envelope).toMatchObject({
        team_id: foreign,
        context_team_id: team_id,
        is_ext_shared_channel: true,
        authorizations: [{ team_id, user_id: bot }],
        event: { user: robin, team: foreign, user_team: foreign, source_team: foreign },
      })
  })

  it('from our own people in a shared channel says that it is one', async () => {
    await say('hello', { room: acme })
    expect(envelopes()[0]).toMatchObject({ is_ext_shared_channel: true })
    expect(eventOf('message')).not.toHaveProperty('user_team')
  })
})

describe('what the token may not read', () => {
  it.each([
    [['app_mentions:read'], desk, ['app_mention']],
    [['channels:history'], desk, ['message']],
    [['app_mentions:read', 'channels:history'], 'D0MISAKI001', []],
    [['im:history'], 'D0MISAKI001', ['message']],
  ])('%j in %s: %j', async (slackScopes, room, types) => {
    const other = await startSlackDesk({ slackScopes })
    const said = await other.post('/_sandbox/slack/message', {
      person: misaki,
      room,
      text: '@partner-desk x',
    })
    expect(await said.json()).toMatchObject({ outcome: types.length > 0 ? 'acknowledged' : 'not_sent' })
    expect(other.requests.map(({ body }) => JSON.parse(body).event.type)).toEqual(types)
    await other.close()
  })
})

describe('what Slack makes of a typed line', () => {
  it.each([
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
    ['> quoted', '&gt; quoted'],
    ['@partner-desk help', `<@${bot}> help`],
    ['@Partner Desk、教えて', `<@${bot}>、教えて`],
    ['ねえ@partner-deskさん', `ねえ<@${bot}>さん`],
    ['@PARTNER_DESK', `<@${bot}>`],
    ['@partner-desks, @partner-desk-2', '@partner-desks, @partner-desk-2'],
    ['ask @misaki.sato.', `ask <@${misaki}>.`],
    ['@nobody', '@nobody'],
    ['@here', '<!here>'],
    ['see #support', `see <#${support}|support>`],
    [`<@${bot}> typed`, `&lt;@${bot}&gt; typed`],
    ['is example.com in use?', 'is <http://example.com|example.com> in use?'],
    ['soramame-1.exampleのプラン', '<http://soramame-1.example|soramame-1.example>のプラン'],
    [
      'See www.example.com/a?b=1&c=2.',
      'See <http://www.example.com/a?b=1&amp;c=2|www.example.com/a?b=1&amp;c=2>.',
    ],
    ['(https://example.com/a)', '(<https://example.com/a>)'],
    ['example.com.au, v1.2, file.ts', 'example.com.au, v1.2, file.ts'],
    ['mail a.b@example.com please', 'mail <mailto:a.b@example.com|a.b@example.com> please'],
    ['`10000001` *and* _10000002_', '`10000001` *and* _10000002_'],
  ])('%s', async (typed, expected) => {
    await say(typed)
    expect(eventOf('message').text).toBe(expected)
  })
})

describe('an edit', () => {
  it('changes the message, and tells what it was', async () => {
    const ts = await say('Trial of 10000001?')
    slack.requests.length = 0
    expect(await (await edit({ message: ts, text: '@partner-desk trial of 10000002?' })).json()).toEqual({
      outcome: 'acknowledged',
    })
    const text = `<@${bot}> trial of 10000002?`
    const edited = { user: misaki, ts: expect.stringMatching(/^\d+\.\d{6}$/) }
    expect(await slack.messages()).toMatchObject([{ id: ts, payload: { text, edited } }])
    expect(slack.requests).toHaveLength(1)
    const event = eventOf('message')
    expect(event).toEqual({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: desk,
      channel_type: 'channel',
      ts: event.event_ts,
      event_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      message: { type: 'message', user: misaki, team: expect.any(String), ts, text, edited },
      previous_message: {
        type: 'message',
        user: misaki,
        team: expect.any(String),
        ts,
        text: 'Trial of 10000001?',
      },
    })
    expect(event.ts).not.toBe(ts)
    const { messages } = await client.conversations.history({ channel: desk })
    expect(messages).toMatchObject([{ ts, text, edited }])
  })

  it('in a thread stays there', async () => {
    const parent = await say('a')
    const reply = await say('b', { thread: parent, person: emily })
    slack.requests.length = 0
    await edit({ person: emily, message: reply, text: 'c' })
    const place = { ts: reply, thread_ts: parent, parent_user_id: misaki }
    expect(eventOf('message')).toMatchObject({ message: place, previous_message: place })
  })

  it('that changes nothing, or that the bot cannot see, is not told of', async () => {
    const same = await say('a & b')
    const unseen = await say('a', { room: sales })
    slack.requests.length = 0
    expect(await (await edit({ message: same, text: 'a & b' })).json()).toEqual({ outcome: 'not_sent' })
    expect(await (await edit({ message: unseen, text: 'b' })).json()).toEqual({ outcome: 'not_sent' })
    expect(await slack.messages()).toMatchObject([
      { payload: { text: 'a &amp; b' } },
      { payload: { text: 'b' } },
    ])
    expect(slack.requests).toEqual([])
  })

  it('is for one’s own messages', async () => {
    const ts = await say('a')
    const { ts: answer } = await client.chat.postMessage({ channel: desk, text: 'x' })
    const wishes = [
      { person: emily, message: ts, text: 'b' },
      { message: answer, text: 'b' },
      { message: '1.1', text: 'b' },
      { message: ts, text: ' ' },
      { person: 'U0NOBODY', message: ts, text: 'b' },
    ]
    for (const wish of wishes) expect((await edit(wish)).status).toBe(400)
  })
})

describe('a shortcut of a message', () => {
  const run = (message: string | undefined, more: object = {}) =>
    slack.post('/_sandbox/slack/shortcut', {
      person: emily,
      message,
      callbackId: 'look_up_customer',
      ...more,
    })
  const lastPayload = () => JSON.parse(slack.requests.at(-1)?.form.get('payload') ?? '')

  it('reaches the desk with the message', async () => {
    const parent = await say('Our customer is example.com')
    const reply = await say('10000001', { thread: parent })
    expect(await (await run(reply)).json()).toEqual({ outcome: 'acknowledged' })
    const request = slack.requests.at(-1) as DeskRequest
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(() => verify(request, slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '')).not.toThrow()
    const { team_id } = await client.auth.test()
    expect(lastPayload()).toEqual({
      type: 'message_action',
      callback_id: 'look_up_customer',
      token: expect.any(String),
      api_app_id: 'A0DESKAPP00',
      response_url: expect.stringContaining(`${slack.sandbox.url}/slack/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.\w+$/),
      message_ts: reply,
      action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      team: { id: team_id, domain: 'sunrise-partners' },
      user: { id: emily, username: 'emily.carter', name: 'emily.carter', team_id },
      channel: { id: desk, name: 'partner-desk' },
      message: {
        type: 'message',
        user: misaki,
        team: team_id,
        ts: reply,
        thread_ts: parent,
        text: '10000001',
      },
      enterprise: null,
      is_enterprise_install: false,
    })
  })

  it('works on what the bot said, and where it is not a member', async () => {
    const { ts } = await client.chat.postMessage({ channel: desk, text: 'An answer' })
    await run(ts)
    expect(lastPayload()).toMatchObject({ message: { ts, bot_id: 'B0DESKBOT00', user: bot } })
    const unseen = await say('10000001', { room: sales })
    await run(unseen)
    expect(lastPayload()).toMatchObject({ channel: { id: sales, name: 'sales' }, message: { ts: unseen } })
  })

  it('is answered through its response_url, in the thread that the answer names', async () => {
    const parent = await say('10000001')
    await run(parent)
    const { response_url } = lastPayload()
    const answer = { text: 'The customer', thread_ts: parent }
    expect((await slack.post(response_url, answer)).status).toBe(200)
    await slack.post(response_url, { text: 'Now known', replace_original: true, thread_ts: parent })
    expect(await slack.messages()).toMatchObject([
      { id: parent, payload: { text: '10000001' } },
      { ephemeral: true, person: emily, thread: parent, payload: { text: 'Now known' } },
    ])
  })

  it('opens a form with its trigger', async () => {
    await run(await say('10000001'))
    const { trigger_id } = lastPayload()
    const view: ModalView = {
      type: 'modal',
      title: { type: 'plain_text', text: 'Look up' },
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
    }
    expect(await client.views.open({ trigger_id, view })).toMatchObject({ ok: true })
  })

  it('from another organisation carries its team', async () => {
    await run(await say('10000001', { room: acme }), { person: robin })
    expect(lastPayload()).toMatchObject({ user: { id: robin, team_id: 'T0ACMEINC00' } })
  })

  it('may fail without a word in the room', async () => {
    const ts = await say('10000001')
    slack.answerWith(() => ({ status: 404 }))
    expect(await (await run(ts)).json()).toEqual({ outcome: 'dispatch_failed' })
    expect(await slack.messages()).toHaveLength(1)
  })

  it('has to be there for this person', async () => {
    const message = await say('a')
    const direct = await say('a', { room: 'D0MISAKI001' })
    const { message_ts: hidden } = await client.chat.postEphemeral({ channel: desk, user: emily, text: 'x' })
    const before = slack.requests.length
    for (const [on, more] of [
      ['1.1', {}],
      [direct, {}],
      [hidden, {}],
      [message, { person: robin }],
      [message, { person: 'U0NOBODY' }],
      [message, { callbackId: '' }],
    ] as const)
      expect((await run(on, more)).status).toBe(400)
    expect(slack.requests).toHaveLength(before)
  })

  it('has to be registered where any are, and is listed then', async () => {
    const slackShortcuts = [{ callbackId: 'look_up_customer', name: 'Look up customer' }]
    const other = await startSlackDesk({ slackShortcuts })
    const written = await other.post('/_sandbox/slack/message', { person: misaki, room: desk, text: 'a' })
    const { id: message } = (await written.json()) as { id: string }
    const post = (callbackId: string) =>
      other.post('/_sandbox/slack/shortcut', { person: misaki, message, callbackId })
    expect((await post('look_up_customer')).status).toBe(200)
    expect((await post('another')).status).toBe(400)
    const listed = await (await fetch(`${other.sandbox.url}/_sandbox/slack`)).json()
    expect(listed).toMatchObject({ shortcuts: slackShortcuts })
    await other.close()
  })
})

describe('an event that the desk does not take', () => {
  /** Lets the wait of the one that is to be sent again pass, and gives how long it was. */
  async function pass(): Promise<number | undefined> {
    await expect.poll(() => timers.length).toBe(1)
    const [timer] = timers
    timers = []
    const before = slack.requests.length
    timer?.run()
    await expect.poll(() => slack.requests.length).toBe(before + 1)
    return timer?.afterMs
  }

  it('is sent again at once, after a minute and after five, and then no more', async () => {
    slack.answerWith(() => ({ status: 500 }))
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'dispatch_failed' })
    expect([await pass(), await pass(), await pass()]).toEqual([0, 60_000, 300_000])
    expect(new Set(slack.requests.map(({ body }) => body)).size).toBe(1)
    expect(slack.requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      ...[undefined, '1', '2', '3'],
    ])
    expect(slack.requests.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
      ...[undefined, 'http_error', 'http_error', 'http_error'],
    ])
    const secret = slack.sandbox.environment.SLACK_SIGNING_SECRET ?? ''
    for (const request of slack.requests) expect(() => verify(request, secret)).not.toThrow()

    // The next event shows that nothing is left of this one.
    slack.answerWith(() => ({}))
    await say('y')
    expect(timers).toEqual([])
    expect(slack.requests).toHaveLength(5)
  })

  it('is not sent again once it was taken', async () => {
    slack.answerWith(() => ({ status: 503 }))
    await say('x')
    slack.answerWith(() => ({ status: 204 }))
    await pass()
    await say('y')
    expect(timers).toEqual([])
    expect(slack.requests).toHaveLength(3)
  })

  it('is sent again beside another event of the same message that was taken', async () => {
    slack.answerWith(({ body }) => ({ status: body.includes('"type":"app_mention"') ? 500 : 200 }))
    expect(await (await write({ text: '@partner-desk x' })).json()).toMatchObject({
      outcome: 'dispatch_failed',
    })
    slack.answerWith(() => ({}))
    await pass()
    const sent = envelopes().filter(({ event }) => event.type === 'app_mention')
    expect(sent).toHaveLength(2)
    expect(sent[0]).toEqual(sent[1])
  })

  it('is not sent again where the desk says so with its refusal', async () => {
    slack.answerWith(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }))
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'dispatch_failed' })
    expect(timers).toEqual([])
  })

  it('is given up after three seconds, and sent again with that reason', async () => {
    slack.answerWith(() => undefined)
    const startedAt = performance.now()
    expect(await (await write({ text: 'x' })).json()).toMatchObject({ outcome: 'operation_timeout' })
    expect(performance.now() - startedAt).toBeGreaterThan(2900)
    slack.answerWith(() => ({}))
    await pass()
    expect(slack.requests.at(-1)?.headers['x-slack-retry-reason']).toBe('http_timeout')
  })

  it('is forgotten with a reset, also while it is under way', async () => {
    slack.answerWith(() => ({ status: 500 }))
    await say('x')
    expect(timers).toHaveLength(1)
    await slack.post('/_sandbox/reset', {})
    expect(timers).toEqual([])

    slack.answerWith(() => undefined)
    const writing = write({ text: 'y' })
    await expect.poll(() => slack.requests.length).toBe(2)
    await slack.post('/_sandbox/reset', {})
    await writing
    expect(timers).toEqual([])
  })

  it('is forgotten when the sandbox ends', async () => {
    let waiting = 0
    const other = await startSlackDesk({
      setTimer() {
        waiting += 1
        return () => {
          waiting -= 1
        }
      },
    })
    other.answerWith(() => ({ status: 500 }))
    await other.post('/_sandbox/slack/message', { person: misaki, room: desk, text: 'x' })
    expect(waiting).toBe(1)
    await other.close()
    expect(waiting).toBe(0)
  })
})

describe('what cannot be said', () => {
  it.each([
    ['nothing', { text: ' ' }],
    ['too much', { text: 'x'.repeat(40_001) }],
    ['by an unknown person', { person: 'U0NOBODY', text: 'x' }],
    ['by the bot', { person: bot, text: 'x' }],
    ['in an unknown room', { room: 'C0NOWHERE', text: 'x' }],
    ["in another person's direct messages", { room: 'D0EMILY0003', text: 'x' }],
    ['by a stranger where no channel is shared', { person: robin, text: 'x' }],
    ['by a stranger to the bot alone', { person: robin, room: 'D0ROBIN0007', text: 'x' }],
    ['in a thread that is not there', { text: 'x', thread: '1.1' }],
    ['with something else', { text: 'x', blocks: [] }],
  ])('%s', async (_name, wish) => {
    expect((await write(wish)).status).toBe(400)
    expect(slack.requests).toEqual([])
    expect(await slack.messages()).toEqual([])
  })

  it('below a reply, below what one person sees, or below what stands in another room', async () => {
    const parent = await say('a')
    const reply = await say('b', { thread: parent })
    const { message_ts: hidden } = await client.chat.postEphemeral({ channel: desk, user: misaki, text: 'x' })
    expect((await write({ text: 'x', thread: reply })).status).toBe(400)
    expect((await write({ text: 'x', thread: hidden })).status).toBe(400)
    expect((await write({ text: 'x', room: sales, thread: parent })).status).toBe(400)
  })

  it('with anything but JSON', async () => {
    const url = `${slack.sandbox.url}/_sandbox/slack/message`
    const body = JSON.stringify({ person: misaki, room: desk, text: 'x' })
    expect((await fetch(url, { method: 'POST', body })).status).toBe(415)
  })
})

describe('the desk’s answer', () => {
  const metadata = { event_type: 'partner_desk_answer', event_payload: { delivery_id: 'one' } }

  it.each([desk, 'D0MISAKI001'])(
    'hangs on the question in %s, and is found by its metadata',
    async (channel) => {
      const question = await say('@partner-desk help', { room: channel })
      slack.requests.length = 0
      const { ts = '' } = await client.chat.postMessage({
        channel,
        thread_ts: question,
        text: 'The answer',
        metadata,
      })
      await client.chat.update({ channel, ts, text: 'Another answer' })
      await say('Thanks', { room: channel, thread: question })
      const read = await client.conversations.replies({ channel, ts: question, include_all_metadata: true })
      expect(read.messages).toMatchObject([
        { ts: question, user: misaki, reply_count: 2, reply_users: [bot, misaki], reply_users_count: 2 },
        { ts, bot_id: 'B0DESKBOT00', thread_ts: question, text: 'Another answer', metadata },
        { user: misaki, thread_ts: question, text: 'Thanks' },
      ])
      // The desk heard of the thanks, and nothing of what it said itself.
      expect(envelopes().map(({ event }) => event.text)).toEqual(['Thanks'])
    },
  )

  it('may be for the asker alone, in the thread', async () => {
    const question = await say('@partner-desk help')
    await client.chat.postEphemeral({ channel: desk, user: misaki, text: 'For you', thread_ts: question })
    expect(await slack.messages()).toMatchObject([
      { id: question },
      { ephemeral: true, person: misaki, thread: question, payload: { text: 'For you' } },
    ])
  })

  it('is there although its sender lost the connection', async () => {
    const question = await say('@partner-desk help')
    const fault = { target: 'slack', operation: 'chat.postMessage', kind: 'dropAfterAccept', times: 1 }
    await slack.post('/_sandbox/faults', fault)
    await expect(
      client.chat.postMessage({ channel: desk, thread_ts: question, text: 'x', metadata }),
    ).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    const read = await client.conversations.replies({
      channel: desk,
      ts: question,
      include_all_metadata: true,
    })
    expect(read.messages).toMatchObject([{ ts: question }, { text: 'x', metadata }])
  })
})
