import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/core/item.ts'
import { child, message, room, useDigestSender } from './sender-for-digests.ts'
import { type Played, startWebApi } from './web-api-stand-in.ts'

const slack = useDigestSender()

describe('posting', () => {
  it('carries the delivery id where nobody sees it, and unfurls nothing', async () => {
    slack.api.play('chat.postMessage', { ok: true, ts: '1.000001' })
    expect(await slack.sender().post(message)).toEqual({ result: 'sent', messageId: '1.000001' })
    const [given] = slack.api.of('chat.postMessage')
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
    slack.api.play('chat.postMessage', { ok: true, ts: '1.000002' })
    await slack.sender().post(child)
    expect(slack.api.of('chat.postMessage')[0]).toMatchObject({ thread_ts: '1.000001' })
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
    slack.api.play('chat.postMessage', played)
    expect(await slack.sender({ timeoutMs: 300 }).post(message)).toEqual(posting)
    expect(slack.api.of('chat.postMessage')).toHaveLength(1)
    expect(JSON.stringify(slack.lines)).not.toContain('Sato')
  })

  it('may be tried again where Slack cannot be reached', async () => {
    const gone = await startWebApi()
    await gone.close()
    const posting = await slack.sender({ apiUrl: gone.apiUrl }).post(message)
    expect(posting).toEqual({ result: 'retry', afterMs: 5000, reason: 'ECONNREFUSED' })
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
    slack.api.play('conversations.info', { ok: true, channel })
    slack.api.play('conversations.history', history)
    expect(await slack.sender().admit(room, 'c-1')).toBe(admission)
  })

  it('is not asked again for its history where it has one', async () => {
    slack.api.play('conversations.info', { ok: true, channel: own })
    expect(await slack.sender().readmit(room, 'c-1')).toBe('ok')
    slack.api.play('conversations.info', { ok: true, channel: { ...own, is_ext_shared: true } })
    expect(await slack.sender().readmit(room, 'c-1')).toBe('external')
    slack.api.play('conversations.info', { ok: false, error: 'channel_not_found' })
    expect(await slack.sender().readmit(room, 'c-1')).toBe('notMember')
    expect(slack.api.of('conversations.history')).toEqual([])
  })

  it.each<[string, Played, string]>([
    ['private, and without the bot', { ok: false, error: 'channel_not_found' }, 'notMember'],
    ['for which a permission is missing', { ok: false, error: 'missing_scope' }, 'unknown'],
    ['that Slack does not tell of', 'drop', 'unknown'],
  ])('%s', async (_which, info, admission) => {
    slack.api.play('conversations.info', info)
    expect(await slack.sender().admit(room, 'c-1')).toBe(admission)
  })
})

describe('around a digest', () => {
  it('gives its address, or none', async () => {
    slack.api.play('chat.getPermalink', { ok: true, permalink: 'https://x.slack.com/archives/C1/p1' })
    expect(await slack.sender().link(room, '1.0')).toBe('https://x.slack.com/archives/C1/p1')
    slack.api.play('chat.getPermalink', { ok: false, error: 'message_not_found' })
    expect(await slack.sender().link(room, '1.0')).toBeUndefined()
  })

  it('shows who has what in the message, which keeps its id', async () => {
    slack.api.play('chat.update', { ok: true })
    const item = '1/S1/contractEnds/2026-12-01' as Item
    const notes = new Map([[item, 'Taken on by <Misaki>']])
    await slack.sender().update({ ...message, notes }, '1.0')
    const [given] = slack.api.of('chat.update')
    expect(given).toMatchObject({ channel: 'C1', ts: '1.0', text: 'Digest' })
    expect(JSON.parse(given?.blocks ?? '')[0].fields[1].text).toBe('ends today\nTaken on by &lt;Misaki&gt;')
    expect(JSON.parse(given?.metadata ?? '').event_payload).toEqual({ delivery_id: 'd-1' })
  })

  it('speaks to a room and to a person, names unread as markup', async () => {
    slack.api.play('chat.postMessage', { ok: true, ts: '1.0' })
    await slack.sender().announce(room, '*Sato* & <@U1>')
    await slack.sender().tell(room, 'U2', 'The digest failed.')
    expect(slack.api.of('chat.postMessage')).toMatchObject([
      { channel: 'C1', text: '*Sato* &amp; &lt;@U1&gt;', mrkdwn: 'false' },
      { channel: 'U2', text: 'The digest failed.' },
    ])
  })

  it('logs what fails of this, and goes on', async () => {
    slack.api.play('chat.postMessage', { ok: false, error: 'channel_not_found' })
    slack.api.play('chat.update', { raw: 'Sato' })
    await slack.sender().tell(room, 'U2', 'The digest failed.')
    const warned = slack.lines.filter(({ level }) => level === 'warn')
    expect(warned).toMatchObject([{ fields: { err: { error: 'channel_not_found' } } }])
    await slack.sender().update(message, '1.0')
    expect(JSON.stringify(slack.lines)).not.toContain('Sato')
  })
})
