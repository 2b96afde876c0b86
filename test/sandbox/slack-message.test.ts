import { describe, expect, it } from 'vitest'
import {
  acme,
  bot,
  desk,
  misaki,
  robin,
  sales,
  support,
  useMessageSandbox,
  verify,
  wallMs,
} from './message-sandbox.ts'
import { type DeskRequest, startSlackDesk } from './slack-desk.ts'

const sandbox = useMessageSandbox()

const { write, say, envelopes, eventOf } = sandbox

describe('a message', () => {
  it('is recorded, and reaches the desk in the envelope of the Events API', async () => {
    const answer = (await (await write({ text: 'Good morning' })).json()) as { id: string }
    expect(answer).toEqual({ id: expect.stringMatching(/^\d+\.\d{6}$/), outcome: 'acknowledged' })
    expect(await sandbox.slack.messages()).toMatchObject([
      { id: answer.id, room: desk, author: misaki, ephemeral: false, payload: { text: 'Good morning' } },
    ])

    const { team_id } = await sandbox.client.auth.test()
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
    const [request] = sandbox.slack.requests
    expect(request?.url).toBe('/slack/events')
    expect(request?.headers['content-type']).toBe('application/json')
    expect(request?.headers).not.toHaveProperty('x-slack-retry-num')
  })

  it('is signed with the wall clock, also when the business clock was moved', async () => {
    await sandbox.slack.post('/_sandbox/clock', { advance: 'P13D' })
    await say('そらまめさんのトライアルいつまで？')
    const [request] = sandbox.slack.requests as [DeskRequest]
    expect(Number(request.headers['x-slack-request-timestamp'])).toBe(wallMs / 1000)
    expect(() => verify(request, sandbox.slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '')).not.toThrow()
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
    expect(sandbox.slack.requests).toHaveLength(1)
    expect(eventOf('message')).toMatchObject({ ts, channel: 'D0MISAKI001', channel_type: 'im' })
  })

  it('in a thread says where it hangs, and whom it answers', async () => {
    const { ts: parent = '' } = await sandbox.client.chat.postMessage({ channel: desk, text: 'A digest' })
    const ts = await say('@partner-desk and the options?', { thread: parent })
    for (const type of ['message', 'app_mention'])
      expect(eventOf(type)).toMatchObject({ ts, thread_ts: parent, parent_user_id: bot })
    expect(await sandbox.slack.messages()).toMatchObject([{ id: parent }, { id: ts, thread: parent }])
  })

  it('in the support channel comes without a mention', async () => {
    expect(sandbox.slack.sandbox.environment.SLACK_SUPPORT_CHANNELS).toBe(support)
    const ts = await say('When does the trial of 10000001 end?', { room: support })
    expect(sandbox.slack.requests).toHaveLength(1)
    expect(eventOf('message')).toMatchObject({ ts, channel: support })
  })

  it('where the bot is not a member stays there', async () => {
    const answer = await write({ room: sales, text: '@partner-desk help' })
    expect(await answer.json()).toMatchObject({ outcome: 'not_sent' })
    expect(await sandbox.slack.messages()).toHaveLength(1)
    expect(sandbox.slack.requests).toEqual([])
  })

  it('from another organisation carries its team', async () => {
    await say('@partner-desk help', { person: robin, room: acme })
    const foreign = 'T0ACMEINC00'
    const { team_id } = await sandbox.client.auth.test()
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
    expect(sandbox.slack.requests).toEqual([])
    expect(await sandbox.slack.messages()).toEqual([])
  })

  it('below a reply, below what one person sees, or below what stands in another room', async () => {
    const parent = await say('a')
    const reply = await say('b', { thread: parent })
    const { message_ts: hidden } = await sandbox.client.chat.postEphemeral({
      channel: desk,
      user: misaki,
      text: 'x',
    })
    expect((await write({ text: 'x', thread: reply })).status).toBe(400)
    expect((await write({ text: 'x', thread: hidden })).status).toBe(400)
    expect((await write({ text: 'x', room: sales, thread: parent })).status).toBe(400)
  })

  it('with anything but JSON', async () => {
    const url = `${sandbox.slack.sandbox.url}/_sandbox/slack/message`
    const body = JSON.stringify({ person: misaki, room: desk, text: 'x' })
    expect((await fetch(url, { method: 'POST', body })).status).toBe(415)
  })
})
