import { beforeEach, describe, expect, it } from 'vitest'
import type { Installs } from '../../src/slack/installs/installs.ts'
import { child, message, room, useDigestSender } from './sender-for-digests.ts'
import type { Played } from './web-api-stand-in.ts'

const slack = useDigestSender()

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

  beforeEach(() => slack.api.play('auth.test', { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' }))

  it('finds the parent in the history, from a minute before its first try', async () => {
    slack.api.play('conversations.history', page([{ ts: '3.0' }, seen('other'), seen('d-1')]))
    expect(await slack.sender().find(message)).toEqual({ result: 'found', messageId: '2.000001' })
    expect(slack.api.of('conversations.history')).toMatchObject([
      {
        channel: 'C1',
        oldest: `${Date.UTC(2026, 10, 21, 8, 59) / 1000}.000000`,
        include_all_metadata: 'true',
      },
    ])
  })

  it('finds a child in the thread', async () => {
    slack.api.play('conversations.replies', page([seen('d-1'), seen('d-2', { ts: '2.000002' })]))
    expect(await slack.sender().find(child)).toEqual({ result: 'found', messageId: '2.000002' })
    expect(slack.api.of('conversations.replies')[0]).toMatchObject({ ts: '1.000001' })
  })

  it('goes through every page before it says that there is none', async () => {
    slack.api.play('conversations.history', ({ cursor }) =>
      cursor === 'more' ? page([seen('other')]) : page([{ ts: '3.0' }], 'more'),
    )
    expect(await slack.sender().find(message)).toEqual({ result: 'absent' })
    expect(slack.api.of('conversations.history').map(({ cursor }) => cursor)).toEqual([undefined, 'more'])
  })

  it.each([
    ['of somebody else', seen('d-1', { user: 'U9', bot_id: 'B9' })],
    [
      'of another kind',
      seen('d-1', { metadata: { event_type: 'x', event_payload: { delivery_id: 'd-1' } } }),
    ],
    ['without metadata', seen('d-1', { metadata: undefined })],
  ])('takes no message %s', async (_which, other) => {
    slack.api.play('conversations.history', page([other]))
    expect(await slack.sender().find(message)).toEqual({ result: 'absent' })
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
    slack.api.play('conversations.history', played)
    expect(await slack.sender().find(message)).toEqual(finding)
  })

  it('waits while it is not known who the bot is', async () => {
    slack.api.play('auth.test', 500)
    slack.api.play('conversations.history', page([]))
    expect(await slack.sender().find(message)).toMatchObject({ result: 'retry' })
  })
})

describe('a workspace', () => {
  const nowhere = async () => undefined
  const unknown = async () => Promise.reject(new Error('the store is down'))
  const senderIn = (find: Installs['find']) =>
    slack.sender({ installs: { find, start: async () => {}, settled: async () => true } })

  it('is posted to with its own token', async () => {
    slack.api.play('chat.postMessage', { ok: true, ts: '1.000001' })
    const find: Installs['find'] = async (workspace) => ({
      id: workspace,
      token: async () => ({ value: `xoxb-${workspace}`, mayExpire: false }),
    })
    const posting = senderIn(find)
    await posting.post(message)
    await posting.post({ ...message, room: { ...room, workspace: 'T2' } })
    await posting.tell({ platform: 'slack', workspace: 'T3' }, 'U1', 'The digest failed.')
    expect(slack.api.calls.map(({ token }) => token)).toEqual(['xoxb-T1', 'xoxb-T2', 'xoxb-T3'])
  })

  it('gets nothing where the desk may not answer', async () => {
    const none = senderIn(nowhere)
    expect(await none.admit(room, 'c-1')).toBe('notMember')
    expect(await none.readmit(room, 'c-1')).toBe('notMember')
    expect(await none.post(message)).toEqual({ result: 'refused', reason: 'not_installed', isGone: true })
    expect(await none.find(message)).toEqual({ result: 'unknown', reason: 'not_installed' })
    expect(await none.link(room, '1.0')).toBeUndefined()
    await none.update(message, '1.0')
    await none.announce(room, 'Digest')
    await none.tell(room, 'U1', 'The digest failed.')
    expect(slack.api.calls).toEqual([])
  })

  it('is waited for where that cannot be learned now', async () => {
    const waiting = senderIn(unknown)
    expect(await waiting.admit(room, 'c-1')).toBe('unknown')
    expect(await waiting.readmit(room, 'c-1')).toBe('unknown')
    const later = { result: 'retry', afterMs: 5000, reason: 'installation_not_learned' }
    expect(await waiting.post(message)).toEqual(later)
    expect(await waiting.find(message)).toEqual(later)
    expect(slack.api.calls).toEqual([])
  })

  it('is waited for while there is no token, which is nothing that may have arrived', async () => {
    const token = async () => Promise.reject(new Error('being renewed'))
    const posting = await senderIn(async () => ({ id: 'T1', token })).post(message)
    expect(posting).toEqual({ result: 'retry', afterMs: 5000, reason: 'NO_TOKEN' })
  })
})
