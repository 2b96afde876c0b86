import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { access, authorizeUrl, decide, returnOf, teamsOf } from './slack-install.ts'

let slack: SlackDesk
let first: string
let second: string
/** Of the desk, as it is registered. */
let registered: string

beforeAll(async () => {
  slack = await startSlackDesk({ slackOAuth: true })
  ;[first, second] = teamsOf(slack)
  const back = returnOf(await decide(authorizeUrl(slack), { decision: 'cancel' }))
  registered = back.origin + back.pathname
})
afterAll(() => slack.close())

const page = async (query?: Record<string, string | undefined>) => {
  const answer = await fetch(authorizeUrl(slack, query))
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('the page', () => {
  it('offers both workspaces and names what is asked for', async () => {
    const { status, headers, text } = await page({ scope: 'commands,chat:write' })
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    for (const shown of [
      'Sunrise Partners',
      'Harbor Resellers',
      '<code>commands</code>',
      'chat:write',
      'Allow',
    ])
      expect(text).toContain(shown)
    expect(text).toContain(`value="${first}" checked`)
    expect(text).toContain('value="rotating" checked')
  })

  it('begins with the workspace that the app names, if there is one', async () => {
    expect((await page({ team: second })).text).toContain(`value="${second}" checked`)
    expect((await page({ team: 'T0UNKNOWN00' })).text).toContain(`value="${first}" checked`)
  })

  it('runs nothing, shows no frame, and lets its form lead to the desk alone', async () => {
    const { headers, text } = await page()
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`form-action 'self' ${new URL(registered).origin}`)
    expect(text).not.toMatch(/<script|\son\w+=/)
  })

  it('says where an install gives tokens that last', async () => {
    const lasting = await startSlackDesk({ slackOAuth: true, slackRotation: false })
    expect(await (await fetch(authorizeUrl(lasting))).text()).toContain('value="lasting" checked')
    await lasting.close()
  })

  it.each([
    ['invalid_client_id', { client_id: '1.2' }],
    ['invalid_client_id', { client_id: undefined }],
    ['no_scopes', { scope: undefined }],
    ['invalid_scope', { scope: 'commands,<img>' }],
    ['invalid_scope', { user_scope: 'users:read' }],
    ['bad_redirect_uri', { redirect_uri: 'https://evil.example/slack/oauth_redirect' }],
    ['bad_redirect_uri', { redirect_uri: 'nowhere' }],
  ])('shows %s for %j, and sends nobody anywhere', async (error, query) => {
    const { status, text } = await page(query)
    expect([status, text]).toEqual([400, expect.stringContaining(error)])
    const pressed = await decide(authorizeUrl(slack, query), { decision: 'allow', workspace: first })
    expect([pressed.status, pressed.headers.get('location')]).toEqual([400, null])
  })

  it('takes no other path of the desk to return to', async () => {
    expect((await page({ redirect_uri: registered })).status).toBe(200)
    expect((await page({ redirect_uri: registered.replace('127.0.0.1', 'localhost') })).status).toBe(200)
    for (const other of [`${registered}/more`, registered.replace(/\/slack.*/, '/'), `${registered}#part`])
      expect((await page({ redirect_uri: other })).status).toBe(400)
  })

  it('is pressed by people here alone', async () => {
    const answer = await fetch(authorizeUrl(slack), {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ decision: 'allow', workspace: first }),
    })
    expect(answer.status).toBe(403)
  })
})

describe('a decision', () => {
  it('to allow leads back with a code and the state', async () => {
    const state = 'eyJ+/= a&b'
    const answer = await decide(authorizeUrl(slack, { state }), { decision: 'allow', workspace: second })
    const back = returnOf(answer)
    expect([answer.status, back.origin + back.pathname]).toEqual([302, registered])
    expect(registered).toMatch(/\/slack\/oauth_redirect$/)
    expect(Object.fromEntries(back.searchParams)).toEqual({
      code: expect.stringMatching(/^\d+\.\d+\.\w+$/),
      state,
    })
    expect((await access(slack, { code: back.searchParams.get('code') ?? '' })).team?.id).toBe(second)
  })

  it('to cancel leads back with that', async () => {
    const back = returnOf(await decide(authorizeUrl(slack), { decision: 'cancel' }))
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'a state' })
  })

  it('comes back to where the app asked for, without a state where there was none', async () => {
    const redirect_uri = `${registered.replace('127.0.0.1', 'localhost')}?from=here`
    const asked = authorizeUrl(slack, { redirect_uri, state: undefined })
    const back = returnOf(await decide(asked, { decision: 'cancel' }))
    expect(back.href).toBe(`${redirect_uri}&error=access_denied`)
  })

  it.each([
    [{}],
    [{ decision: 'perhaps' }],
    [{ decision: 'allow' }],
    [{ decision: 'allow', workspace: 'T0UNKNOWN00' }],
    [{ decision: 'allow', workspace: 'first', tokens: 'other' }],
  ])('like %j is none', async (form) => {
    const answer = await decide(authorizeUrl(slack), form as Record<string, string>)
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  })
})
