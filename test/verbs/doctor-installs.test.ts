import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Installed } from '../../src/slack/installs/installed.ts'
import { createOAuthInstalls } from '../../src/slack/installs/oauth-installs.ts'
import { botScopes } from '../../src/slack/scopes.ts'
import { createInstallations } from '../../src/storage/installations.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { silentLog } from '../helpers/known-partner.ts'
import { freePort, isReady, run, until } from '../helpers/processes.ts'
import { verb } from '../helpers/run-verb.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'
import { startWebApi } from '../slack/web-api-stand-in.ts'

const noBot = { WORKS_BOT_ID: '', WORKS_BOT_SECRET: '', WORKS_BOT_NAME: '' }
const withoutOAuth = {
  ...{ SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '', SLACK_STATE_SECRET: '' },
  ...{ SLACK_ALLOWED_TEAMS: '', TOKEN_ENCRYPTION_KEY: '' },
}
const socketIn = ({ dataDir }: StorePlaceForTests) => join(dataDir ?? '', 'desk.sock')
const [key, formerKey] = [randomBytes(32), randomBytes(32)] as const

describe('doctor, where workspaces install the app', () => {
  let sandbox: TestSandbox
  let place: StorePlaceForTests
  const cleanUps: (() => unknown)[] = []
  let slackApi: Awaited<ReturnType<typeof startWebApi>>

  beforeAll(async () => {
    sandbox = await startForTest({ customers: 1 })
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    place = await makeDataDir()
    slackApi = await startWebApi()
    slackApi.play('auth.test', (_given, token) => {
      if (token === 'xoxb-gone') return { ok: false, error: 'account_inactive' }
      const scopes = token === 'xoxb-few' ? botScopes.slice(1) : botScopes
      return { ok: true, user: 'partner_desk', team: 'Sunrise', response_metadata: { scopes } }
    })
  })
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
    await slackApi.close()
    await place.remove()
  })

  async function install(tokens: Readonly<Record<string, string>>, encryptionKey = key): Promise<void> {
    const store = await openStore(place)
    await store.migrate()
    const installs = createOAuthInstalls({
      ...{ clientId: '1.2', clientSecret: 'app-secret', allowedTeams: [], encryptionKeys: [encryptionKey] },
      ...{ apiUrl: slackApi.apiUrl, installations: createInstallations(store.db) },
      ...{ wallClock: Date.now, log: silentLog },
    })
    for (const [workspace, token] of Object.entries(tokens)) {
      await installs.save(workspace, { id: token, token, name: `Name of ${workspace}` } satisfies Installed)
    }
    await store.close()
  }

  function settings() {
    return {
      ...sandbox.environment,
      ...{ SLACK_BOT_TOKEN: '', SLACK_API_URL: slackApi.apiUrl, DATA_DIR: place.dataDir },
      ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'app-secret', SLACK_STATE_SECRET: 'state-secret' },
      ...{ SLACK_ALLOWED_TEAMS: 'T1,T2,T3', TOKEN_ENCRYPTION_KEY: key.toString('base64') },
    }
  }

  async function doctor(more: NodeJS.ProcessEnv = {}) {
    const { status, output } = await verb(['doctor'], { ...settings(), ...more })
    expect(output).not.toMatch(/xox|-secret/)
    return { status, slack: output.split('\n').filter((line) => / Slack[:,]/.test(line)) }
  }

  it('says that nobody has, and how to', async () => {
    expect(await doctor()).toEqual({
      status: 0,
      slack: [expect.stringMatching(/^ok {3}Slack: nobody has installed it yet: open \/slack\/install/)],
    })
  })

  it('lists each with its bot, and those that may not use it any more', async () => {
    await install({ T1: 'xoxb-1', T2: 'xoxb-2', T9: 'xoxb-9' })
    expect(await doctor()).toEqual({
      status: 0,
      slack: [
        'ok   Slack: partner_desk in Name of T1 (T1)',
        'ok   Slack: partner_desk in Name of T2 (T2)',
        expect.stringMatching(/^ok {3}Slack: Name of T9 \(T9\) .*gets no answers: .*SLACK_ALLOWED_TEAMS/),
      ],
    })
  })

  it('fails for one that lacks a permission, is gone, or cannot be opened', async () => {
    await install({ T3: 'xoxb-3' }, formerKey)
    await install({ T1: 'xoxb-few', T2: 'xoxb-gone' })
    expect(await doctor()).toEqual({
      status: 1,
      slack: [
        expect.stringMatching(/^FAIL Slack: Name of T1 \(T1\) lacks commands: .*install it there again/),
        expect.stringMatching(/^FAIL Slack: Name of T2 \(T2\): .*account_inactive; .*install it there again/),
        expect.stringMatching(
          /^FAIL Slack: the installation of T3 .*none of the keys in TOKEN_ENCRYPTION_KEY/,
        ),
      ],
    })
  })

  /** As a process does that is no desk. */
  async function hold() {
    const store = await openStore(place)
    cleanUps.push(() => store.close())
  }

  /** All that comes back over the socket. */
  async function askOverSocket(wish: object): Promise<string> {
    const headers = { 'content-type': 'application/json' }
    const call = request({ socketPath: socketIn(place), path: '/installs', method: 'POST', headers })
    call.end(JSON.stringify(wish))
    const [reply] = (await once(call, 'response')) as [IncomingMessage]
    return Buffer.concat(await reply.toArray()).toString()
  }

  /** A desk that serves in a process of its own, which holds the store. */
  async function serve(more: NodeJS.ProcessEnv = {}) {
    const port = await freePort()
    const desk = run('src/main.ts', ['serve'], {
      ...settings(),
      ...more,
      PORT: String(port),
      HOST: '127.0.0.1',
    })
    cleanUps.push(() => desk.stop())
    await until(desk, async () => desk.output().includes('listens at') && isReady(`http://127.0.0.1:${port}`))
  }

  describe('beside a desk that holds the store', () => {
    it('has it ask its workspaces, about themselves and about the people of our list, and gets no token', async () => {
      await install({ T1: 'xoxb-1', T2: 'xoxb-gone' })
      slackApi.play('users.info', ({ user }) =>
        user === 'U1' ? { ok: true, user: { id: 'U1' } } : { ok: false, error: 'user_not_found' },
      )
      await serve()
      expect(await doctor({ ...noBot, DESK_ALLOWED_PEOPLE: 'U1,U2' })).toEqual({
        status: 1,
        slack: [
          'ok   Slack: partner_desk in Name of T1 (T1)',
          expect.stringMatching(
            /^FAIL Slack: Name of T2 \(T2\): .*account_inactive; .*install it there again/,
          ),
          'ok   people who may ask in Slack, Name of T1 (T1): 1 listed by id; guests among them stay refused',
        ],
      })
      expect(
        slackApi.calls.filter(({ method }) => method === 'users.info').map(({ token }) => token),
      ).toEqual(['xoxb-1', 'xoxb-1'])

      const told = await askOverSocket({ listed: ['U1'] })
      expect(told).toContain('Name of T1')
      expect(told).not.toMatch(/xox/)
    })

    it('says so where that was started with a single token', async () => {
      await serve({ ...withoutOAuth, SLACK_BOT_TOKEN: 'xoxb-1' })
      expect(await doctor()).toEqual({
        status: 1,
        slack: [expect.stringMatching(/^FAIL Slack: the desk that runs .* without .*OAuth; start it anew$/)],
      })
    })

    it.each([
      ['is older', 404, /^FAIL Slack: .*could not be asked \(the running desk is older than this, .*stop it/],
      ['fails', 500, /^FAIL Slack: .*could not be asked \(the running desk answered 500: no\); stop it/],
    ])('says that it could not be asked where it %s', async (_what, status, line) => {
      await hold()
      const holder = createServer((_request, response) => response.writeHead(status).end('no'))
      cleanUps.push(() => holder.close())
      await once(holder.listen(socketIn(place)), 'listening')
      expect(await doctor({ DESK_ALLOWED_PEOPLE: 'U1' })).toEqual({
        status: 1,
        slack: [
          expect.stringMatching(line),
          'FAIL people who may ask in Slack: no workspace could be asked about them',
        ],
      })
    })

    it('says that it could not be asked where that is no desk', async () => {
      await hold()
      const { status, slack } = await doctor()
      expect([status, slack]).toEqual([1, [expect.stringMatching(/could not be asked \(it is no desk/)]])
    })
  })
})
