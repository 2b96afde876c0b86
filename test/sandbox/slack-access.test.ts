import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, refusal } from './slack-client.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { access, allow, clientOf, install, teamsOf, usualScope } from './slack-install.ts'

const startedAt = Date.parse('2026-12-01T00:00:00Z')
const hourMs = 3_600_000
let now = startedAt
let slack: SlackDesk
let first: string
let second: string

beforeAll(async () => {
  slack = await startSlackDesk({ slackOAuth: true, wallClock: () => now })
  ;[first, second] = teamsOf(slack)
})
afterAll(() => slack.close())
beforeEach(() => {
  now = startedAt
})

const isGood = async (token: string) => (await connect(slack, token).auth.test()).ok
const refresh = (refresh_token: string) => access(slack, { grant_type: 'refresh_token', refresh_token })

describe('a code', () => {
  it('buys the tokens of a bot, which expire', async () => {
    const answer = await access(slack, { code: await allow(slack, second) })
    expect(answer).toMatchObject({
      ok: true,
      app_id: 'A0DESKAPP00',
      authed_user: { id: 'U1HARUTO001' },
      scope: usualScope,
      token_type: 'bot',
      access_token: expect.stringMatching(/^xoxe\.xoxb-1-/),
      refresh_token: expect.stringMatching(/^xoxe-1-/),
      expires_in: 43_200,
      bot_user_id: 'U1DESKBOT00',
      team: { id: second, name: 'Harbor Resellers' },
      enterprise: null,
      is_enterprise_install: false,
    })
    expect(await isGood(answer.access_token ?? '')).toBe(true)
  })

  it('buys one that lasts where that was chosen, the same at each install', async () => {
    const { answer, token } = await install(slack, second, 'lasting')
    expect(token).toMatch(/^xoxb-\d+-\d+-\w+$/)
    expect(answer).not.toHaveProperty('refresh_token')
    expect(answer).not.toHaveProperty('expires_in')
    expect((await install(slack, second, 'lasting')).token).toBe(token)
    now += 1000 * hourMs
    expect(await isGood(token)).toBe(true)
  })

  it('buys once, within ten minutes', async () => {
    const code = await allow(slack, first)
    now += 10 * 60_000
    await access(slack, { code })
    expect(await refusal(access(slack, { code }))).toBe('code_already_used')
    const late = await allow(slack, first)
    now += 10 * 60_000 + 1
    expect(await refusal(access(slack, { code: late }))).toBe('invalid_code')
    expect(await refusal(access(slack, { code: 'no code' }))).toBe('invalid_code')
  })

  it('wants the address that it was asked for with, and is not used up by another', async () => {
    const redirect_uri = slack.sandbox.environment.SLACK_API_URL?.replace(/\/slack.*/, '') ?? ''
    const code = await allow(slack, first)
    expect(await refusal(access(slack, { code, redirect_uri }))).toBe('bad_redirect_uri')
    expect((await access(slack, { code })).ok).toBe(true)
  })

  it('adds to what the bot may do', async () => {
    const own = await startSlackDesk({ slackOAuth: true })
    const [team] = teamsOf(own)
    await access(own, { code: await allow(own, team, { query: { scope: 'commands chat:write' } }) })
    const code = await allow(own, team, { query: { scope: 'chat:write,users:read' } })
    const { scope, access_token } = await access(own, { code })
    expect(scope).toBe('commands,chat:write,users:read')
    const { response_metadata } = await connect(own, access_token ?? '').auth.test()
    expect(response_metadata?.scopes).toEqual(['commands', 'chat:write', 'users:read'])
    await own.close()
  })
})

describe('the client', () => {
  it('is known by HTTP Basic as well', async () => {
    const { client_id, client_secret } = clientOf(slack)
    const basic = (secret: string, code: string) =>
      fetch(`${slack.sandbox.environment.SLACK_API_URL}oauth.v2.access`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ code }),
      }).then((answer) => answer.json())
    const code = await allow(slack, first)
    expect(await basic('wrong', code)).toEqual({ ok: false, error: 'bad_client_secret' })
    expect(await basic(client_secret, code)).toMatchObject({ ok: true, team: { id: first } })
  })

  it.each([
    ['invalid_client_id', { client_id: '1.2' }],
    ['invalid_client_id', { client_id: '' }],
    ['bad_client_secret', { client_secret: 'wrong' }],
    ['bad_client_secret', { client_secret: '' }],
    ['invalid_grant_type', { grant_type: 'password' }],
  ])('is refused with %s for %j, and the code stays good', async (error, wrong) => {
    const code = await allow(slack, first)
    expect(await refusal(access(slack, { code, ...wrong }))).toBe(error)
    expect((await access(slack, { code })).ok).toBe(true)
  })
})

describe('a token that expires', () => {
  it('does so after twelve hours, and is told from one that never was', async () => {
    const { token } = await install(slack, second)
    now += 12 * hourMs - 1
    expect(await isGood(token)).toBe(true)
    now += 1
    expect(await refusal(connect(slack, token).auth.test())).toBe('token_expired')
    expect(await refusal(connect(slack, `${token}x`).auth.test())).toBe('invalid_auth')
  })

  it('is renewed with its refresh token, also when it has expired', async () => {
    const { refreshToken } = await install(slack, second)
    now += 13 * hourMs
    const answer = await refresh(refreshToken)
    expect(answer).toMatchObject({
      token_type: 'bot',
      expires_in: 43_200,
      team: { id: second },
      scope: usualScope,
    })
    expect(await connect(slack, answer.access_token).auth.test()).toMatchObject({ team_id: second })
  })

  it('stays good until its end when another one was made', async () => {
    const { token, refreshToken } = await install(slack, second)
    const { access_token } = await refresh(refreshToken)
    expect(access_token).not.toBe(token)
    expect(await isGood(token)).toBe(true)
  })

  it('is renewed once with each refresh token', async () => {
    const { refreshToken } = await install(slack, second)
    const next = await refresh(refreshToken)
    expect(await refusal(refresh(refreshToken))).toBe('invalid_refresh_token')
    expect((await refresh(next.refresh_token ?? '')).ok).toBe(true)
    expect(await refusal(refresh('xoxe-1-never'))).toBe('invalid_refresh_token')
  })

  it('is renewed once by two at a time', async () => {
    const { refreshToken } = await install(slack, second)
    const both = await Promise.allSettled([refresh(refreshToken), refresh(refreshToken)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('can be ended now, in one workspace', async () => {
    const one = await install(slack, first)
    const other = await install(slack, second)
    const lasting = await install(slack, second, 'lasting')
    expect((await slack.post('/_sandbox/slack/tokens', { expire: true, workspace: second })).status).toBe(200)
    expect(await refusal(connect(slack, other.token).auth.test())).toBe('token_expired')
    expect([await isGood(one.token), await isGood(lasting.token)]).toEqual([true, true])
    expect(await isGood((await refresh(other.refreshToken)).access_token ?? '')).toBe(true)
  })

  it.each([
    {},
    { expire: false },
    { expire: true, colour: 'red' },
    { expire: true, workspace: 'T0UNKNOWN00' },
  ])('is not ended by %j', async (wish) => {
    const { token } = await install(slack, first)
    expect((await slack.post('/_sandbox/slack/tokens', wish)).status).toBe(400)
    expect(await isGood(token)).toBe(true)
  })

  it('may be renewed without the desk hearing of it', async () => {
    const { refreshToken } = await install(slack, second)
    const fault = { target: 'slack', operation: 'oauth.v2.access', kind: 'dropAfterAccept', times: 1 }
    await slack.post('/_sandbox/faults', fault)
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    expect(await refusal(refresh(refreshToken))).toBe('invalid_refresh_token')
  })
})
