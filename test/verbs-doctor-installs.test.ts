import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Installed } from '../src/slack/installs/installed.ts'
import { createOAuthInstalls } from '../src/slack/installs/oauth-installs.ts'
import { botScopes } from '../src/slack/scopes.ts'
import { createInstallations } from '../src/storage/installations.ts'
import { openStore } from '../src/storage/open-store.ts'
import { silentLog } from './helpers/known-partner.ts'
import { verb } from './helpers/run-verb.ts'
import { makeDataDir, type StorePlaceForTests } from './helpers/store-places.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'
import { startWebApi } from './slack/web-api-stand-in.ts'

const [key, formerKey] = [randomBytes(32), randomBytes(32)] as const

describe('doctor, where workspaces install the app', () => {
  let sandbox: TestSandbox
  let place: StorePlaceForTests
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

  async function doctor() {
    const { status, output } = await verb(['doctor'], {
      ...sandbox.environment,
      ...{ SLACK_BOT_TOKEN: '', SLACK_API_URL: slackApi.apiUrl, DATA_DIR: place.dataDir },
      ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'app-secret', SLACK_STATE_SECRET: 'state-secret' },
      ...{ SLACK_ALLOWED_TEAMS: 'T1,T2,T3', TOKEN_ENCRYPTION_KEY: key.toString('base64') },
    })
    expect(output).not.toMatch(/xox|-secret/)
    return { status, slack: output.split('\n').filter((line) => / Slack: /.test(line)) }
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
})
