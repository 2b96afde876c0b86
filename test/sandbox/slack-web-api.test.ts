import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { botScopes } from '../../src/slack/scopes.ts'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const desk = 'C0DESK00001'
const sales = 'C0SALES0002'
const acme = 'C0ACME00003'
const misaki = 'U0MISAKI001'

let slack: SlackDesk
let client: WebClient

beforeAll(async () => {
  slack = await startSlackDesk()
  client = connect(slack)
})
afterAll(() => slack.close())
beforeEach(() => slack.post('/_sandbox/reset', {}))

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const
const header = (text: string) => ({ type: 'header', text: { type: 'plain_text', text } }) as const
const fields = (...texts: string[]) =>
  ({ type: 'section', fields: texts.map((text) => ({ type: 'mrkdwn', text })) }) as const
const button = (text: string, value: string) =>
  ({
    type: 'actions',
    elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text }, value }],
  }) as const

describe('who calls', () => {
  it('tells the bot who it is and what it may do', async () => {
    const answer = await client.auth.test()
    expect(answer).toMatchObject({
      ok: true,
      user: 'partner_desk',
      user_id: 'U0DESKBOT00',
      bot_id: 'B0DESKBOT00',
    })
    expect(answer.response_metadata?.scopes).toEqual(expect.arrayContaining([...botScopes]))
  })

  it('refuses a call without a token, and one with a wrong token', async () => {
    expect(await refusal(connect(slack, '').auth.test())).toBe('not_authed')
    expect(await refusal(connect(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
  })

  it('does not know other methods, and has no Socket Mode', async () => {
    expect(await refusal(client.apiCall('constructor'))).toBe('unknown_method')
    expect(await refusal(client.apps.connections.open())).toBe('not_allowed_token_type')
  })
})

describe('people', () => {
  it.each([
    ['U0MISAKI001', 'ja-JP', 'Asia/Tokyo'],
    ['U0SEOYEON02', 'ko-KR', 'Asia/Seoul'],
    ['U0EMILY0003', 'en-US', 'America/Los_Angeles'],
    ['U0YIJUN0004', 'zh-TW', 'Asia/Taipei'],
    ['U0WANGWEI05', 'zh-CN', 'Asia/Shanghai'],
  ])('%s is a full member with %s and %s', async (user, locale, tz) => {
    const answer = await client.users.info({ user, include_locale: true })
    expect(answer.user).toMatchObject({ id: user, locale, tz, is_restricted: false, is_stranger: false })
    expect(answer.user?.team_id).toBe((await client.auth.test()).team_id)
  })

  it('gives the language only when asked for it', async () => {
    const { user } = await client.users.info({ user: misaki })
    expect(user).toMatchObject({ tz: 'Asia/Tokyo', tz_offset: 32_400 })
    expect(user).not.toHaveProperty('locale')
  })

  it('marks the guest and the bot, and gives the stranger away by the team alone', async () => {
    const { user: guest } = await client.users.info({ user: 'U0JORDAN006' })
    const { user: stranger } = await client.users.info({ user: 'U0ROBIN0007', include_locale: true })
    const { user: bot } = await client.users.info({ user: 'U0DESKBOT00' })
    expect(guest).toMatchObject({ is_restricted: true, is_ultra_restricted: false })
    expect(stranger).toMatchObject({ is_stranger: false, is_restricted: false, team_id: 'T0ACMEINC00' })
    expect(stranger).not.toHaveProperty('locale')
    expect(bot).toMatchObject({ is_bot: true })
  })

  it('does not know others', async () => {
    expect(await refusal(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found')
  })
})

describe('rooms', () => {
  it.each([
    [desk, { is_member: true, is_ext_shared: false, is_im: false }],
    [sales, { is_member: false, is_ext_shared: false }],
    [acme, { is_member: true, is_ext_shared: true, is_pending_ext_shared: false }],
    ['D0MISAKI001', { is_im: true, user: misaki, is_ext_shared: false }],
  ])('%s', async (channel, expected) => {
    expect((await client.conversations.info({ channel })).channel).toMatchObject(expected)
  })

  it('does not know others', async () => {
    expect(await refusal(client.conversations.info({ channel: 'C0NOWHERE' }))).toBe('channel_not_found')
  })
})

describe('posting', () => {
  it('records a message, and changes it', async () => {
    const posted = await client.chat.postMessage({ channel: desk, text: 'one', blocks: [section('*one*')] })
    expect(await slack.messages()).toMatchObject([
      { id: posted.ts, room: desk, author: 'bot', ephemeral: false, payload: { text: 'one' } },
    ])
    const [first] = posted.message?.blocks ?? []
    expect(first).toMatchObject({ type: 'section', block_id: expect.stringMatching(/./) })

    await client.chat.update({ channel: desk, ts: posted.ts ?? '', text: 'two' })
    const [changed] = await slack.messages()
    expect(changed?.payload).toMatchObject({ text: 'two', blocks: [{ text: { text: '*one*' } }] })
  })

  it('takes a JSON body as well', async () => {
    const { environment } = slack.sandbox
    const answer = await fetch(`${environment.SLACK_API_URL}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${environment.SLACK_BOT_TOKEN}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({ channel: desk, blocks: [section('hello')] }),
    })
    expect(await answer.json()).toMatchObject({ ok: true, channel: desk })
    expect(await slack.messages()).toHaveLength(1)
  })

  it('shows an ephemeral message to one person, in a thread where that is asked', async () => {
    await client.chat.postEphemeral({ channel: desk, user: misaki, text: 'only you', thread_ts: '1.2' })
    expect(await slack.messages()).toMatchObject([{ ephemeral: true, person: misaki, thread: '1.2' }])
  })

  it('takes a person for the direct messages with them', async () => {
    expect(await client.chat.postMessage({ channel: misaki, text: 'hi' })).toMatchObject({
      channel: 'D0MISAKI001',
    })
  })

  it.each([
    ['no_text', { channel: desk, text: '' }],
    ['channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
    ['not_in_channel', { channel: sales, text: 'x' }],
  ])('refuses with %s', async (error, message) => {
    expect(await refusal(client.chat.postMessage(message))).toBe(error)
    expect(await slack.messages()).toEqual([])
  })

  it('refuses to show an ephemeral message to nobody, or to change what is not there', async () => {
    const nobody = client.chat.postEphemeral({ channel: desk, user: 'U0NOBODY', text: 'x' })
    expect(await refusal(nobody)).toBe('user_not_in_channel')
    expect(await refusal(client.chat.update({ channel: desk, ts: '1.1', text: 'x' }))).toBe(
      'message_not_found',
    )
  })
})

describe('blocks', () => {
  const post = (blocks: readonly object[]) =>
    client.apiCall('chat.postMessage', { channel: desk, text: 'x', blocks })
  const many = (count: number, block: object) => Array.from({ length: count }, () => block)

  it.each([
    ['a block less', many(50, section('x'))],
    ['a long section', [section('x'.repeat(3000))]],
    ['a long header', [header('x'.repeat(150))]],
    ['ten fields', [fields(...many(10, {}).map(() => 'x'))]],
    ['a long field', [fields('x'.repeat(2000))]],
    ['a long button', [button('x'.repeat(75), 'y'.repeat(2000))]],
    ['12,000 characters', many(4, section('x'.repeat(3000)))],
    ['a block that is not checked', [{ type: 'video' }]],
  ])('takes %s', async (_name, blocks) => {
    expect(await post(blocks)).toMatchObject({ ok: true })
  })

  it.each([
    ['51 blocks', many(51, section('x'))],
    ['a section too long', [section('x'.repeat(3001))]],
    ['an empty section', [section('')]],
    ['a section with nothing', [{ type: 'section' }]],
    ['a header too long', [header('x'.repeat(151))]],
    ['a header in mrkdwn', [{ ...header('x'), text: { type: 'mrkdwn', text: 'x' } }]],
    ['eleven fields', [fields(...many(11, {}).map(() => 'x'))]],
    ['a field too long', [fields('x'.repeat(2001))]],
    ['a button too long', [button('x'.repeat(76), 'y')]],
    ['a value too long', [button('x', 'y'.repeat(2001))]],
    ['a block_id twice', many(2, { ...section('x'), block_id: 'same' })],
    ['no block', ['x']],
  ])('refuses %s', async (_name, blocks) => {
    expect(await refusal(post(blocks as object[]))).toBe('invalid_blocks')
  })

  it('says where and why', async () => {
    await expect(post([section('x'), header('x'.repeat(151))])).rejects.toMatchObject({
      data: {
        response_metadata: {
          messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]'],
        },
      },
    })
  })

  it('refuses more than 12,000 characters in all', async () => {
    const blocks = [...many(4, section('x'.repeat(3000))), section('y')]
    expect(await refusal(post(blocks))).toBe('msg_blocks_too_long')
  })

  it('refuses blocks that are no list', async () => {
    expect(await refusal(client.apiCall('chat.postMessage', { channel: desk, blocks: '[' }))).toBe(
      'invalid_blocks_format',
    )
  })
})

describe('faults', () => {
  it('plays those for Slack, by the name of the method', async () => {
    await slack.post('/_sandbox/faults', {
      target: 'slack',
      operation: 'users.info',
      kind: 'status',
      status: 429,
      delayMs: 2000,
      times: 1,
    })
    await expect(client.auth.test()).resolves.toMatchObject({ ok: true })
    await expect(client.users.info({ user: misaki })).rejects.toMatchObject({ retryAfter: 2 })
    await expect(client.users.info({ user: misaki })).resolves.toMatchObject({ ok: true })
  })
})
