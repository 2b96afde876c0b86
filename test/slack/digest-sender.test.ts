import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DigestRoom } from '../../src/core/digest/digest.ts'
import type { DigestMessage } from '../../src/core/digest/sender.ts'
import type { Item } from '../../src/core/item.ts'
import { createSlackDigestSender } from '../../src/slack/digest/sender.ts'
import { type Installs, oneInstall } from '../../src/slack/installs/installs.ts'
import { say } from '../../src/text/speak.ts'
import { readableLog } from './slack-desk.ts'
import { type Played, startWebApi } from './web-api-stand-in.ts'

const room: DigestRoom = { platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false }

const line = (item: string, value: string) => ({
  type: 'section',
  fields: [
    { type: 'mrkdwn', text: '*Drive*', verbatim: true },
    { type: 'plain_text', text: value, emoji: false },
  ],
  accessory: {
    type: 'button',
    action_id: 'desk:open',
    text: { type: 'plain_text', text: 'Details' },
    value: `item ${item}`,
  },
})

const message: DigestMessage = {
  room,
  payload: JSON.stringify({ text: 'Digest', blocks: [line('1/S1/contractEnds/2026-12-01', 'ends today')] }),
  deliveryId: 'd-1',
  parentId: undefined,
  triedAt: Date.UTC(2026, 10, 21, 9),
  correlationId: 'c-1',
  notes: new Map(),
}
const child: DigestMessage = { ...message, deliveryId: 'd-2', parentId: '1.000001' }

let slackApi: Awaited<ReturnType<typeof startWebApi>>
let lines: ReturnType<typeof readableLog>['lines']

beforeEach(async () => {
  slackApi = await startWebApi()
})
afterEach(() => slackApi.close())

function sender(given: { apiUrl?: string; timeoutMs?: number; installs?: Installs } = {}) {
  const { log, lines: written } = readableLog()
  lines = written
  return createSlackDigestSender({
    installs: oneInstall('xoxb-1'),
    apiUrl: slackApi.apiUrl,
    say,
    log,
    ...given,
  })
}

describe('posting', () => {
  it('carries the delivery id where nobody sees it, and unfurls nothing', async () => {
    slackApi.play('chat.postMessage', { ok: true, ts: '1.000001' })
    expect(await sender().post(message)).toEqual({ result: 'sent', messageId: '1.000001' })
    const [given] = slackApi.of('chat.postMessage')
    expect(given).toMatchObject({
      channel: 'C1',
      text: 'Digest',
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
    expect(given).not.toHaveProperty('thread_ts')
    expect(JSON.parse(given?.metadata ?? '')).toEqual({
      event_type: 'partner_desk_digest',
      event_payload: { delivery_id: 'd-1' },
    })
    expect(JSON.parse(given?.blocks ?? '')).toEqual(JSON.parse(message.payload).blocks)
  })

  it('puts what follows into the thread of the parent', async () => {
    slackApi.play('chat.postMessage', { ok: true, ts: '1.000002' })
    await sender().post(child)
    expect(slackApi.of('chat.postMessage')[0]).toMatchObject({ thread_ts: '1.000001' })
  })

  const refused = (error: string) => ({ ok: false, error })
  it.each<[string, Played, object]>([
    ['too much at a time', 429, { result: 'retry', afterMs: 7000, reason: 'ratelimited' }],
    ['the same in words', refused('ratelimited'), { result: 'retry', afterMs: 5000, reason: 'ratelimited' }],
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'channel_is_archived', 'account_inactive'].map(
      (error): [string, Played, object] => [
        error,
        refused(error),
        { result: 'refused', reason: error, isGone: true },
      ],
    ),
    [
      'a room where only some may write',
      refused('restricted_action_read_only_channel'),
      { result: 'refused', reason: 'restricted_action_read_only_channel', isGone: true },
    ],
    ...['invalid_blocks', 'msg_too_long', 'invalid_auth', 'token_revoked'].map(
      (error): [string, Played, object] => [
        error,
        refused(error),
        { result: 'refused', reason: error, isGone: false },
      ],
    ),
    ['a proxy that forbids it', 403, { result: 'retry', afterMs: 5_000, reason: 'status_403' }],
    ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].map(
      (error): [string, Played, object] => [error, refused(error), { result: 'unclear', reason: error }],
    ),
    ['a server in trouble', 503, { result: 'unclear', reason: 'status_503' }],
    ['a page in place of an answer', { raw: '<p>U1 Sato</p>' }, { result: 'unclear', reason: 'unreadable' }],
    ['an answer cut short', { raw: '{"ok":true,"ts":"1.0' }, { result: 'unclear', reason: 'unreadable' }],
    ['an answer that names no message', { ok: true }, { result: 'unclear', reason: 'no_ts' }],
    ['a connection that breaks', 'drop', { result: 'unclear', reason: expect.any(String) }],
    ['no answer in time', 'hang', { result: 'unclear', reason: expect.any(String) }],
  ])('tries once: %s', async (_what, played, posting) => {
    slackApi.play('chat.postMessage', played)
    expect(await sender({ timeoutMs: 300 }).post(message)).toEqual(posting)
    expect(slackApi.of('chat.postMessage')).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain('Sato')
  })

  it('may be tried again where Slack cannot be reached', async () => {
    const gone = await startWebApi()
    await gone.close()
    const posting = await sender({ apiUrl: gone.apiUrl }).post(message)
    expect(posting).toEqual({ result: 'retry', afterMs: 5000, reason: 'ECONNREFUSED' })
  })
})

describe('looking for a message', () => {
  const seen = (deliveryId: string, other: object = {}) => ({
    ts: '2.000001',
    user: 'UBOT',
    bot_id: 'B1',
    metadata: { event_type: 'partner_desk_digest', event_payload: { delivery_id: deliveryId } },
    ...other,
  })
  const page = (messages: object[], cursor = '') => ({
    ok: true,
    messages,
    has_more: cursor !== '',
    response_metadata: { next_cursor: cursor },
  })

  beforeEach(() => slackApi.play('auth.test', { ok: true, user_id: 'UBOT', bot_id: 'B1' }))

  it('finds the parent in the history, from a minute before its first try', async () => {
    slackApi.play('conversations.history', page([{ ts: '3.0' }, seen('other'), seen('d-1')]))
    expect(await sender().find(message)).toEqual({ result: 'found', messageId: '2.000001' })
    expect(slackApi.of('conversations.history')).toMatchObject([
      {
        channel: 'C1',
        oldest: `${Date.UTC(2026, 10, 21, 8, 59) / 1000}.000000`,
        include_all_metadata: 'true',
      },
    ])
  })

  it('finds a child in the thread', async () => {
    slackApi.play('conversations.replies', page([seen('d-1'), seen('d-2', { ts: '2.000002' })]))
    expect(await sender().find(child)).toEqual({ result: 'found', messageId: '2.000002' })
    expect(slackApi.of('conversations.replies')[0]).toMatchObject({ ts: '1.000001' })
  })

  it('goes through every page before it says that there is none', async () => {
    slackApi.play('conversations.history', ({ cursor }) =>
      cursor === 'more' ? page([seen('other')]) : page([{ ts: '3.0' }], 'more'),
    )
    expect(await sender().find(message)).toEqual({ result: 'absent' })
    expect(slackApi.of('conversations.history').map(({ cursor }) => cursor)).toEqual([undefined, 'more'])
  })

  it.each([
    ['of somebody else', seen('d-1', { user: 'U9', bot_id: 'B9' })],
    [
      'of another kind',
      seen('d-1', { metadata: { event_type: 'x', event_payload: { delivery_id: 'd-1' } } }),
    ],
    ['without metadata', seen('d-1', { metadata: undefined })],
  ])('takes no message %s', async (_which, other) => {
    slackApi.play('conversations.history', page([other]))
    expect(await sender().find(message)).toEqual({ result: 'absent' })
  })

  it.each<[string, Played, object]>([
    ['too much at a time', 429, { result: 'retry', afterMs: 7000, reason: 'ratelimited' }],
    ['Slack in trouble', 500, { result: 'retry', afterMs: 5000, reason: 'status_500' }],
    ['no list of messages', { ok: true }, { result: 'retry', afterMs: 5000, reason: 'unreadable' }],
    [
      'a missing permission',
      { ok: false, error: 'missing_scope' },
      { result: 'unknown', reason: 'missing_scope' },
    ],
    ['a room left', { ok: false, error: 'not_in_channel' }, { result: 'unknown', reason: 'not_in_channel' }],
    [
      'more without a way to it',
      { ok: true, messages: [], has_more: true },
      { result: 'unknown', reason: 'no_cursor' },
    ],
  ])('never says absent on %s', async (_what, played, finding) => {
    slackApi.play('conversations.history', played)
    expect(await sender().find(message)).toEqual(finding)
  })

  it('waits while it is not known who the bot is', async () => {
    slackApi.play('auth.test', 500)
    slackApi.play('conversations.history', page([]))
    expect(await sender().find(message)).toMatchObject({ result: 'retry' })
  })
})

describe('whether a room may have a digest', () => {
  const own = { id: 'C1', is_member: true, is_ext_shared: false }

  it.each<[string, object, Played, string]>([
    ['its own', own, { ok: true, messages: [] }, 'ok'],
    ['of one person', { id: 'C1', is_im: true }, { ok: true, messages: [] }, 'ok'],
    ['that the bot is not in', { ...own, is_member: false }, { ok: true, messages: [] }, 'notMember'],
    ['that is archived', { ...own, is_archived: true }, { ok: true, messages: [] }, 'notMember'],
    ['that others read', { ...own, is_ext_shared: true }, { ok: true, messages: [] }, 'external'],
    ['that may soon be', { ...own, is_pending_ext_shared: true }, { ok: true, messages: [] }, 'external'],
    ['of which too little is told', { id: 'C1' }, { ok: true, messages: [] }, 'unknown'],
    ['without its history', own, { ok: false, error: 'missing_scope' }, 'noHistory'],
    ['whose history says so', own, { ok: false, error: 'not_in_channel' }, 'notMember'],
    ['while Slack is in trouble', own, 500, 'unknown'],
  ])('%s', async (_which, channel, history, admission) => {
    slackApi.play('conversations.info', { ok: true, channel })
    slackApi.play('conversations.history', history)
    expect(await sender().admit(room, 'c-1')).toBe(admission)
  })

  it.each<[string, Played, string]>([
    ['private, and without the bot', { ok: false, error: 'channel_not_found' }, 'notMember'],
    ['for which a permission is missing', { ok: false, error: 'missing_scope' }, 'unknown'],
    ['that Slack does not tell of', 'drop', 'unknown'],
  ])('%s', async (_which, info, admission) => {
    slackApi.play('conversations.info', info)
    expect(await sender().admit(room, 'c-1')).toBe(admission)
  })
})

describe('a workspace', () => {
  const nowhere = async () => undefined
  const unknown = async () => Promise.reject(new Error('the store is down'))
  const senderIn = (find: Installs['find']) =>
    sender({ installs: { find, start: async () => {}, settled: async () => true } })

  it('is posted to with its own token', async () => {
    slackApi.play('chat.postMessage', { ok: true, ts: '1.000001' })
    const find: Installs['find'] = async (workspace) => ({
      id: workspace,
      token: async () => ({ value: `xoxb-${workspace}`, mayExpire: false }),
    })
    const posting = senderIn(find)
    await posting.post(message)
    await posting.post({ ...message, room: { ...room, workspace: 'T2' } })
    await posting.tell({ platform: 'slack', workspace: 'T3' }, 'U1', 'The digest failed.')
    expect(slackApi.calls.map(({ token }) => token)).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T3'])
  })

  it('gets nothing where the desk may not answer', async () => {
    const none = senderIn(nowhere)
    expect(await none.admit(room, 'c-1')).toBe('notMember')
    expect(await none.post(message)).toEqual({ result: 'refused', reason: 'not_installed', isGone: true })
    expect(await none.find(message)).toEqual({ result: 'unknown', reason: 'not_installed' })
    expect(await none.link(room, '1.0')).toBeUndefined()
    await none.update(message, '1.0')
    await none.announce(room, 'Digest')
    await none.tell(room, 'U1', 'The digest failed.')
    expect(slackApi.calls).toEqual([])
  })

  it('is waited for where that cannot be learned now', async () => {
    const waiting = senderIn(unknown)
    expect(await waiting.admit(room, 'c-1')).toBe('unknown')
    const later = { result: 'retry', afterMs: 5000, reason: 'installation_not_learned' }
    expect(await waiting.post(message)).toEqual(later)
    expect(await waiting.find(message)).toEqual(later)
    expect(slackApi.calls).toEqual([])
  })

  it('is waited for while there is no token, which is nothing that may have arrived', async () => {
    const token = async () => Promise.reject(new Error('being renewed'))
    const posting = await senderIn(async () => ({ id: 'T1', token })).post(message)
    expect(posting).toEqual({ result: 'retry', afterMs: 5000, reason: 'NO_TOKEN' })
  })
})

describe('around a digest', () => {
  it('gives its address, or none', async () => {
    slackApi.play('chat.getPermalink', { ok: true, permalink: 'https://x.slack.com/archives/C1/p1' })
    expect(await sender().link(room, '1.0')).toBe('https://x.slack.com/archives/C1/p1')
    slackApi.play('chat.getPermalink', { ok: false, error: 'message_not_found' })
    expect(await sender().link(room, '1.0')).toBeUndefined()
  })

  it('shows who has what in the message, which keeps its id', async () => {
    slackApi.play('chat.update', { ok: true })
    const item = '1/S1/contractEnds/2026-12-01' as Item
    const notes = new Map([[item, 'Taken on by <Misaki>']])
    await sender().update({ ...message, notes }, '1.0')
    const [given] = slackApi.of('chat.update')
    expect(given).toMatchObject({ channel: 'C1', ts: '1.0', text: 'Digest' })
    expect(JSON.parse(given?.blocks ?? '')[0].fields[1].text).toBe('ends today\nTaken on by &lt;Misaki&gt;')
    expect(JSON.parse(given?.metadata ?? '').event_payload).toEqual({ delivery_id: 'd-1' })
  })

  it('speaks to a room and to a person, names unread as markup', async () => {
    slackApi.play('chat.postMessage', { ok: true, ts: '1.0' })
    await sender().announce(room, '*Sato* & <@U1>')
    await sender().tell(room, 'U2', 'The digest failed.')
    expect(slackApi.of('chat.postMessage')).toMatchObject([
      { channel: 'C1', text: '*Sato* &amp; &lt;@U1&gt;', mrkdwn: 'false' },
      { channel: 'U2', text: 'The digest failed.' },
    ])
  })

  it('logs what fails of this, and goes on', async () => {
    slackApi.play('chat.postMessage', { ok: false, error: 'channel_not_found' })
    slackApi.play('chat.update', { raw: 'Sato' })
    await sender().tell(room, 'U2', 'The digest failed.')
    const warned = lines.filter(({ level }) => level === 'warn')
    expect(warned).toMatchObject([{ fields: { err: { error: 'channel_not_found' } } }])
    await sender().update(message, '1.0')
    expect(JSON.stringify(lines)).not.toContain('Sato')
  })
})
