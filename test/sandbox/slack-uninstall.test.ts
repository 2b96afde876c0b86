import { verifySlackRequest } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { access, clientOf, eventsOf, install, teamsOf } from './slack-install.ts'

const theirRoom = 'C1DESK00001'
const haruto = 'U1HARUTO001'

let slack: SlackDesk
let first: string
let second: string
let timers: (() => void)[]

beforeEach(async () => {
  timers = []
  slack = await startSlackDesk({
    slackOAuth: true,
    slashCommands: ['customer'],
    setTimer: (run) => {
      timers.push(run)
      return () => {
        timers = timers.filter((timer) => timer !== run)
      }
    },
  })
  ;[first, second] = teamsOf(slack)
})
afterEach(() => slack.close())

const uninstall = async (wish: object = { workspace: second }) =>
  (await slack.post('/_sandbox/slack/uninstall', wish)).json()
const say = async () => {
  const wish = { workspace: second, person: haruto, room: theirRoom, text: '@partner-desk hello' }
  return ((await (await slack.post('/_sandbox/slack/message', wish)).json()) as { outcome: string }).outcome
}
const type = async () => {
  const wish = { workspace: second, person: haruto, room: theirRoom, text: '/customer x' }
  return ((await (await slack.post('/_sandbox/slack/command', wish)).json()) as { outcome: string }).outcome
}
const refresh = (refresh_token: string) => access(slack, { grant_type: 'refresh_token', refresh_token })
/** Resolves once that many requests have come to the desk. */
const hear = (count: number) =>
  vi.waitFor(() => expect(slack.requests).toHaveLength(count), { timeout: 10_000 })
const error = (token: string) => refusal(connect(slack, token).auth.test())

const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1DESKBOT00'] } }

describe('an uninstall', () => {
  it('voids the tokens of that workspace, and no other', async () => {
    const { token, refreshToken } = await install(slack, second)
    const lasting = await install(slack, second, 'lasting')
    const other = await install(slack, first)
    expect(await uninstall()).toEqual({ outcome: 'acknowledged' })
    expect(await error(token)).toBe('account_inactive')
    expect(await error(lasting.token)).toBe('account_inactive')
    expect(await refusal(refresh(refreshToken))).toBe('invalid_refresh_token')
    expect((await connect(slack, other.token).auth.test()).ok).toBe(true)
    expect((await refresh(other.refreshToken)).ok).toBe(true)
  })

  it('is told to the desk, signed', async () => {
    await install(slack, second)
    await uninstall()
    const events = eventsOf(slack.requests)
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining([revoked, { type: 'app_uninstalled' }]),
    )
    expect(events).toHaveLength(2)
    for (const event of events) {
      expect(event).toMatchObject({ type: 'event_callback', team_id: second, api_app_id: 'A0DESKAPP00' })
      expect(event).not.toHaveProperty('authorizations')
    }
    for (const { body, headers } of slack.requests)
      verifySlackRequest({
        signingSecret: slack.sandbox.environment.SLACK_SIGNING_SECRET ?? '',
        body,
        headers: {
          'x-slack-signature': String(headers['x-slack-signature']),
          'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
        },
      })
  })

  it('is told again where the desk did not take it', async () => {
    await install(slack, second)
    slack.answerWith(() => ({ status: 503 }))
    expect(await uninstall()).toEqual({ outcome: 'dispatch_failed' })
    const ids = () => slack.requests.map(({ body }) => JSON.parse(body).event_id).sort()
    const sent = ids()
    expect(timers).toHaveLength(2)
    slack.answerWith(() => ({}))
    slack.requests.length = 0
    for (const run of timers) run()
    await hear(2)
    expect(ids()).toEqual(sent)
  })

  it('ends what was to be told again of the time before', async () => {
    await install(slack, second)
    slack.answerWith(() => ({ status: 500 }))
    await say()
    expect(timers).toHaveLength(2)
    slack.answerWith(() => ({}))
    await uninstall()
    expect(timers).toEqual([])
  })

  it('leaves no command, no event and no button', async () => {
    const bot = connect(slack, (await install(slack, second)).token)
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const
    const blocks = [{ type: 'actions', elements: [button] }]
    const { ts } = await bot.chat.postMessage({ channel: theirRoom, text: 'x', blocks })
    await uninstall()
    slack.requests.length = 0
    expect([await type(), await say()]).toEqual(['unknown_command', 'not_sent'])
    const press = { workspace: second, person: haruto, message: ts, actionId: 'go' }
    expect(await (await slack.post('/_sandbox/slack/action', press)).json()).toEqual({ outcome: 'not_sent' })
    expect(slack.requests).toEqual([])
  })

  it('can be followed by another install, with other tokens', async () => {
    const before = await install(slack, second, 'lasting')
    await uninstall()
    const { token } = await install(slack, second, 'lasting')
    expect(token).not.toBe(before.token)
    expect((await connect(slack, token).auth.test()).ok).toBe(true)
    expect(await error(before.token)).toBe('account_inactive')
    expect([await type(), await say()]).toEqual(['acknowledged', 'acknowledged'])
  })

  it('is refused where nothing is installed', async () => {
    expect(await uninstall()).toHaveProperty('error')
    expect(await uninstall({ workspace: 'T0UNKNOWN00' })).toHaveProperty('error')
    expect(slack.requests).toEqual([])
  })

  it('of the one that had a token from the start is undone by a reset', async () => {
    const single = await startSlackDesk()
    const test = () => connect(single).auth.test()
    expect((await test()).ok).toBe(true)
    await single.post('/_sandbox/slack/uninstall', {})
    expect(await refusal(test())).toBe('account_inactive')
    await single.post('/_sandbox/reset', {})
    expect((await test()).ok).toBe(true)
    await single.close()
  })
})

describe('the desk itself', () => {
  it('can uninstall, if it is the app', async () => {
    const { token } = await install(slack, second)
    const bot = connect(slack, token)
    const wrong = { ...clientOf(slack), client_secret: 'wrong' }
    expect(await refusal(bot.apps.uninstall(wrong))).toBe('bad_client_secret')
    expect((await bot.auth.test()).ok).toBe(true)
    expect((await bot.apps.uninstall(clientOf(slack))).ok).toBe(true)
    await hear(2)
    expect(
      eventsOf(slack.requests)
        .map(({ event }) => event.type)
        .sort(),
    ).toEqual(['app_uninstalled', 'tokens_revoked'])
    expect(await error(token)).toBe('account_inactive')
    expect(await type()).toBe('unknown_command')
  })

  it('can revoke its tokens, which leaves it installed without any', async () => {
    const { token, refreshToken } = await install(slack, second)
    const bot = connect(slack, token)
    expect(await bot.auth.revoke({ test: true })).toMatchObject({ ok: true, revoked: false })
    expect(await bot.auth.revoke()).toMatchObject({ ok: true, revoked: true })
    await hear(1)
    expect(eventsOf(slack.requests)).toMatchObject([{ team_id: second, event: revoked }])
    expect(await error(token)).toBe('account_inactive')
    expect(await refusal(refresh(refreshToken))).toBe('invalid_refresh_token')
    expect([await say(), await type()]).toEqual(['not_sent', 'acknowledged'])
  })

  it('meets faults there as anywhere', async () => {
    const bot = connect(slack, (await install(slack, second)).token)
    for (const operation of ['auth.revoke', 'apps.uninstall', 'oauth.v2.access'])
      await slack.post('/_sandbox/faults', {
        target: 'slack',
        operation,
        kind: 'status',
        status: 500,
        times: 1,
      })
    await expect(bot.auth.revoke()).rejects.toMatchObject({ code: 'slack_webapi_http_error' })
    await expect(bot.apps.uninstall(clientOf(slack))).rejects.toMatchObject({
      code: 'slack_webapi_http_error',
    })
    await expect(refresh('x')).rejects.toMatchObject({ code: 'slack_webapi_http_error' })
    expect((await bot.auth.test()).ok).toBe(true)
  })
})
