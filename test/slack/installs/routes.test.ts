import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildServer } from '../../../src/server.ts'
import { createOAuthInstalls, type OAuthInstalls } from '../../../src/slack/installs/oauth-installs.ts'
import { createInstallRoutes } from '../../../src/slack/installs/routes.ts'
import { botScopes } from '../../../src/slack/scopes.ts'
import { say } from '../../../src/text/speak.ts'
import { readableLog } from '../slack-desk.ts'
import { startWebApi } from '../web-api-stand-in.ts'
import { createSharedRows } from './installations-in-memory.ts'

type Row = Record<string, unknown>

let slackApi: Awaited<ReturnType<typeof startWebApi>>
let shared: ReturnType<typeof createSharedRows>
let installs: OAuthInstalls
let lines: ReturnType<typeof readableLog>['lines']
let url: string
const ends: (() => Promise<unknown>)[] = []

const team = { id: 'T1', name: 'Sunrise' }
/** What `oauth.v2.access` says to a good code. */
const granted = (other: Row = {}) => ({
  ...{ ok: true, app_id: 'A1', authed_user: { id: 'U1' }, scope: 'commands', token_type: 'bot' },
  ...{
    access_token: 'xoxb-granted',
    bot_user_id: 'UBOT',
    team,
    enterprise: null,
    is_enterprise_install: false,
  },
  ...other,
})

beforeEach(async () => {
  slackApi = await startWebApi()
  slackApi.play('oauth.v2.access', granted())
  slackApi.play('auth.test', { ok: true, bot_id: 'B1' })
  shared = createSharedRows(Date.now)
  const { log, lines: written } = readableLog()
  lines = written
  const app = { clientId: '1.2', clientSecret: 'app-secret', stateSecret: 'state-secret' }
  const around = { ...app, apiUrl: slackApi.apiUrl, log }
  installs = createOAuthInstalls({
    ...around,
    ...{ allowedTeams: ['T1', 'E1'], encryptionKeys: [randomBytes(32)], wallClock: Date.now },
    installations: shared.open(),
  })
  const routes = createInstallRoutes({
    ...around,
    ...{ installs, say, defaultReader: { locale: 'en', zone: 'UTC' } },
  })
  const server = buildServer({
    ...{ plugins: [routes], playgroundUrl: undefined, unreadyReasons: async () => [], log },
  })
  url = await server.listen({ host: '127.0.0.1', port: 0 })
  ends.push(() => server.close())
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await slackApi.close()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { redirect: 'manual', headers })

/** Begins an installation as a browser does. */
async function begin() {
  const reply = await get('/slack/install')
  const to = new URL(reply.headers.get('location') ?? '')
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { reply, to, cookie, state: to.searchParams.get('state') ?? '' }
}

/** Goes all the way, with what Slack gives in its answer. */
async function walk(headers: Record<string, string> = {}) {
  const { cookie, state } = await begin()
  const reply = await get(`/slack/oauth_redirect?code=good&state=${state}`, { cookie, ...headers })
  return { reply, page: await reply.text() }
}

describe('installing', () => {
  it('begins at Slack, with our scopes and a state that is bound to the browser', async () => {
    const { reply, to, cookie, state } = await begin()
    expect(reply.status).toBe(302)
    expect(to.origin + to.pathname).toBe(new URL('../oauth/v2/authorize', slackApi.apiUrl).href)
    expect(to.searchParams.get('client_id')).toBe('1.2')
    expect(to.searchParams.get('scope')).toBe(botScopes.join(','))
    expect(cookie).toContain(state)
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly/)
    expect(to.href).not.toContain('secret')
  })

  it('ends with a token in the store, sealed, and a page that says so', async () => {
    const { reply, page } = await walk()
    expect(reply.status).toBe(200)
    expect(page).toContain('<h1>Partner Desk is installed</h1>')
    expect(page).toContain('Partner Desk is installed in Sunrise.')
    expect(slackApi.of('oauth.v2.access')).toMatchObject([
      { client_id: '1.2', client_secret: 'app-secret', code: 'good' },
    ])
    expect(await (await installs.find('T1'))?.token()).toEqual({ value: 'xoxb-granted', mayExpire: false })
    expect(JSON.stringify([...shared.rows.values()])).not.toMatch(/xox|Sunrise/)
    expect(JSON.stringify(lines)).not.toMatch(/xox|secret|good/)
  })

  it('keeps a token that expires with what renews it', async () => {
    slackApi.play('oauth.v2.access', granted({ refresh_token: 'xoxe-1', expires_in: 43_200 }))
    await walk()
    expect(await (await installs.find('T1'))?.token()).toEqual({ value: 'xoxb-granted', mayExpire: true })
  })

  it('is for the organisation where that has the app as a whole', async () => {
    const enterprise = { id: 'E1', name: 'Sunrise Group' }
    slackApi.play('oauth.v2.access', granted({ team: null, enterprise, is_enterprise_install: true }))
    expect((await walk()).page).toContain('Sunrise Group')
    expect([...shared.rows.keys()]).toEqual(['E1'])
  })

  it('is for the workspace alone where that is part of an organisation', async () => {
    slackApi.play('oauth.v2.access', granted({ team: { id: 'T7', name: 'Part' }, enterprise: { id: 'E1' } }))
    expect((await walk()).reply.status).toBe(403)
    expect(shared.rows.size).toBe(0)
  })

  it('done again takes the place of the former, as another installation', async () => {
    await walk()
    const first = await installs.find('T1')
    slackApi.play('oauth.v2.access', granted({ access_token: 'xoxb-again' }))
    await walk()
    const second = await installs.find('T1')
    expect(second?.id).not.toBe(first?.id)
    expect(await second?.token()).toMatchObject({ value: 'xoxb-again' })
    expect(shared.rows.size).toBe(1)
  })
})

describe('a workspace that is not allowed', () => {
  beforeEach(() => {
    slackApi.play('oauth.v2.access', granted({ team: { id: 'T9', name: '<script>alert(1)</script>' } }))
  })

  it('is told so, nothing is kept, and the app is taken out of it', async () => {
    slackApi.play('apps.uninstall', { ok: true })
    const { reply, page } = await walk()
    expect(reply.status).toBe(403)
    expect(page).toContain('may not be used in &lt;script&gt;alert(1)&lt;/script&gt; (T9)')
    expect(page).not.toContain('<script')
    expect(page).toContain('<h1>Partner Desk was not installed</h1>')
    // As its sentence says, once it is allowed; or for another workspace.
    expect(page).toContain('<a href="install">Begin again</a>')
    expect(shared.rows.size).toBe(0)
    const uninstalls = slackApi.calls.filter(({ method }) => method === 'apps.uninstall')
    expect(uninstalls).toMatchObject([
      { token: 'xoxb-granted', given: { client_id: '1.2', client_secret: 'app-secret' } },
    ])
    expect(slackApi.of('auth.revoke')).toEqual([])
    expect(JSON.stringify(lines)).not.toMatch(/xox|secret/)
  })

  it('has at least its token revoked, and is told the same where neither can be done', async () => {
    slackApi.play('apps.uninstall', { ok: false, error: 'access_denied' })
    slackApi.play('auth.revoke', { ok: false, error: 'internal_error' })
    expect((await walk()).reply.status).toBe(403)
    expect(slackApi.of('auth.revoke')).toHaveLength(1)
    expect(shared.rows.size).toBe(0)
  })
})

describe('what does not end well', () => {
  const redirect = (query: string, headers: Record<string, string> = {}) =>
    get(`/slack/oauth_redirect?${query}`, headers)

  it.each<[string, (given: Awaited<ReturnType<typeof begin>>) => Promise<Response>]>([
    ['no state', ({ cookie }) => redirect('code=good', { cookie })],
    ['a state of another browser', ({ state }) => redirect(`code=good&state=${state}`)],
    [
      'a state that we did not sign',
      () => redirect('code=good&state=x', { cookie: 'slack-app-oauth-state=x' }),
    ],
    ['no code', ({ cookie, state }) => redirect(`state=${state}`, { cookie })],
    ['nothing at all', () => get('/slack/oauth_redirect')],
  ])('with %s: nothing is asked of Slack, and one may begin again', async (_what, ask) => {
    const reply = await ask(await begin())
    expect(reply.status).toBe(400)
    expect(await reply.text()).toContain('<a href="install">Begin again</a>')
    expect(slackApi.calls).toEqual([])
    expect(shared.rows.size).toBe(0)
  })

  it('may have been cancelled', async () => {
    const { cookie, state } = await begin()
    const reply = await redirect(`error=access_denied&state=${state}`, { cookie })
    expect(reply.status).toBe(400)
    const page = await reply.text()
    expect(page).toContain('<h1>Partner Desk was not installed</h1>')
    expect(page).toContain('The installation was cancelled')
  })

  it.each(['invalid_code', 'code_already_used'])('may come too late: %s', async (error) => {
    slackApi.play('oauth.v2.access', { ok: false, error })
    const { reply, page } = await walk()
    expect(reply.status).toBe(400)
    expect(page).toContain('works once')
    // Whoever loads the page anew after it has gone well gets here.
    expect(page).toContain('<h1>This page cannot be used</h1>')
    expect(page).toContain('nothing more is needed')
  })

  it.each<[string, () => void]>([
    [
      'Slack knows another secret',
      () => slackApi.play('oauth.v2.access', { ok: false, error: 'bad_client_secret' }),
    ],
    ['Slack is out of order', () => slackApi.play('oauth.v2.access', 500)],
    ['Slack cannot be understood', () => slackApi.play('oauth.v2.access', { raw: '<p>xoxb-1</p>' })],
    ['Slack grants no bot', () => slackApi.play('oauth.v2.access', granted({ access_token: undefined }))],
    [
      'the store is down',
      () => {
        shared.state.isDown = true
      },
    ],
  ])('is looked into by whoever runs the desk where %s', async (_what, trouble) => {
    trouble()
    const { reply, page } = await walk()
    expect(reply.status).toBe(500)
    expect(page).toContain('<h1>Partner Desk was not installed</h1>')
    const reference = /Reference ([\w-]+)/.exec(page)?.[1]
    expect(lines.find(({ level }) => level === 'error' && level)).toBeDefined()
    expect(lines.filter(({ fields }) => fields.correlationId === reference)).toHaveLength(1)
    expect(page + JSON.stringify(lines)).not.toMatch(/xox|app-secret|state-secret/)
    expect(shared.rows.size).toBe(0)
  })

  it('is asked of Slack once, whose codes are good for one exchange', async () => {
    slackApi.play('oauth.v2.access', 500)
    await walk()
    expect(slackApi.of('oauth.v2.access')).toHaveLength(1)
  })
})

describe('the pages', () => {
  it.each([
    ['ja', 'ja', 'SunriseにPartner Deskをインストールしました。'],
    ['ko-KR,ko;q=0.9,en;q=0.8', 'ko', 'Sunrise에 Partner Desk를 설치했습니다.'],
    ['fr-FR, zh-Hant;q=0.7, en;q=0.3', 'zh-TW', '已在 Sunrise 安裝 Partner Desk。'],
    ['en;q=0.1, zh-CN', 'zh-CN', '已在 Sunrise 安装 Partner Desk。'],
    ['en;q=0, de', 'en', 'Partner Desk is installed in Sunrise.'],
    [';;q=,,,', 'en', 'Partner Desk is installed in Sunrise.'],
  ])('speak to a browser of %j in %s', async (header, language, sentence) => {
    const { page } = await walk({ 'accept-language': header })
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toContain(`<p>${sentence}</p>`)
  })

  it('load nothing, run nothing, and are kept nowhere, and neither is the way to Slack', async () => {
    const { reply: away } = await begin()
    const { reply: here, page } = await walk()
    for (const { headers } of [away, here]) {
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}$/)
    }
    expect(page).not.toMatch(/<script|<img|<link|@import|url\(|\s(?:src|style|on\w+)=/i)
  })

  it('wear our own style, and no other', async () => {
    const { reply, page } = await walk()
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style)
    expect(styles).toHaveLength(1)
    const hash = createHash('sha256').update(styles.join()).digest('base64')
    expect(reply.headers.get('content-security-policy')).toContain(`; style-src 'sha256-${hash}';`)
    expect(reply.headers.get('content-security-policy')).not.toContain('unsafe')
  })

  it('are not had by HEAD or POST, which do nothing', async () => {
    const { cookie, state } = await begin()
    for (const path of ['/slack/install', `/slack/oauth_redirect?code=good&state=${state}`]) {
      for (const method of ['HEAD', 'POST']) {
        expect((await fetch(`${url}${path}`, { method, headers: { cookie } })).status).toBe(405)
      }
    }
    expect(slackApi.calls).toEqual([])
  })
})
