import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { locales } from '../../src/core/locale.ts'
import { say } from '../../src/text/speak.ts'
import { recordLog } from '../helpers/log-record.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'

interface Shown {
  readonly platform: string
  readonly workspace: string
  readonly room: string
  readonly person?: string
  readonly payload: unknown
}

let place: StorePlaceForTests
let sandbox: TestSandbox
let app: App
const lines: string[] = []

const [sunrise, harbor] = ['sunrise', 'harbor'] as const
const members = {
  [sunrise]: { person: 'U0MISAKI001', room: 'C0DESK00001' },
  [harbor]: { person: 'U1OLIVIA003', room: 'C1DESK00001' },
}
type Name = keyof typeof members
const teams = () => {
  const [first = '', second = ''] = sandbox.environment.SLACK_ALLOWED_TEAMS?.split(',') ?? []
  return { sunrise: first, harbor: second }
}

const note = (fields: object, message: string) => {
  lines.push(JSON.stringify({ ...fields, message }))
  recordLog(fields, message)
}
const log = { info: note, warn: note, error: note }

/** The desk, as it is started anew. */
const startDesk = (given: NodeJS.ProcessEnv = {}) =>
  startApp(
    { ...sandbox.environment, DATA_DIR: place.dataDir, HOST: '127.0.0.1', PORT: '0', ...given },
    () => log,
  )

beforeAll(async () => {
  place = await makeDataDir()
  sandbox = await startForTest({ slackOAuth: true, deskUrl: () => app?.url ?? '' })
  app = await startDesk()
})
afterAll(async () => {
  await app.stop()
  await sandbox.close()
  await place.remove()
})
beforeEach(() => sandbox.control('messages', { clear: true }))

/** Goes through the pages as a browser does, and gives the last one. */
async function install(team: string, decision: 'allow' | 'cancel' = 'allow'): Promise<Response> {
  const away = await fetch(`${app.url}/slack/install`, { redirect: 'manual' })
  const cookie = away.headers.get('set-cookie')?.split(';')[0] ?? ''
  const asked = new URL(away.headers.get('location') ?? '')
  const back = await fetch(asked, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: asked.origin } },
    body: new URLSearchParams(decision === 'allow' ? { decision, workspace: team } : { decision }),
  })
  return fetch(back.headers.get('location') ?? '', { headers: { cookie } })
}

/** Somebody types a command; gives what they alone are shown in the end. */
async function ask(name: Name, text = '/customer 10000001'): Promise<string> {
  const said = await sandbox.control('slack/command', { ...members[name], workspace: teams()[name], text })
  expect(await said.json()).toMatchObject({ outcome: expect.anything() })
  const shown = async () => {
    const all = (await (await fetch(`${sandbox.url}/_sandbox/messages`)).json()) as Shown[]
    const theirs = all.filter(
      ({ workspace, person }) => workspace === teams()[name] && person === members[name].person,
    )
    return JSON.stringify(theirs)
  }
  const isSlow = (all: string) => working.some((sentence) => all.includes(sentence))
  await expect.poll(async () => (await shown()) !== '[]' && !isSlow(await shown())).toBe(true)
  const answer = await shown()
  await sandbox.control('messages', { clear: true })
  return answer
}

const company = 'LINE WORKS Corp.'
/** Stands there until the answer takes its place. */
const working = locales.map((locale) => say('slack.working', { locale, zone: 'UTC' }))
const refusal = 'Partner Desk is not in use in this workspace.'

describe('a desk for several workspaces', () => {
  it('is in none before it is installed', async () => {
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({ ready: true, reasons: [] })
  })

  it('is installed in one and in the other, and answers each', async () => {
    expect((await install(teams().sunrise, 'cancel')).status).toBe(400)
    for (const name of [sunrise, harbor] as const) {
      const page = await install(teams()[name])
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('is installed in')])
      expect(await ask(name)).toContain(company)
    }
  })

  it('goes on when tokens expire ahead of their time', async () => {
    await sandbox.control('slack/tokens', { expire: true, workspace: teams().harbor })
    expect(await ask(harbor)).toContain(company)
  })

  it('finds its installations again after a start, under a new key as well', async () => {
    const { TOKEN_ENCRYPTION_KEY: former = '' } = sandbox.environment
    const next = Buffer.alloc(32, 7).toString('base64')
    await app.stop()
    app = await startDesk({ TOKEN_ENCRYPTION_KEY: `${next},${former}` })
    expect(await ask(sunrise)).toContain(company)
    await app.stop()
    app = await startDesk({ TOKEN_ENCRYPTION_KEY: next })
    expect(await ask(sunrise)).toContain(company)
  })

  it('answers no more where it has been taken out, and goes on elsewhere', async () => {
    const { digesting } = app.answering
    const at = { platform: 'slack', workspace: teams().harbor, room: 'C1DESK00001', isDirect: false } as const
    expect(await ask(harbor, '/desk digest daily 09:00')).toMatch(/09:00/)
    expect(await digesting?.digests.find(at)).toBeDefined()

    await sandbox.control('slack/uninstall', { workspace: teams().harbor })
    expect(await digesting?.digests.find(at)).toBeUndefined()
    expect(await ask(sunrise)).toContain(company)

    expect((await install(teams().harbor)).status).toBe(200)
    expect(await ask(harbor)).toContain(company)
  })

  it('refuses whom it does not allow, with and without an installation', async () => {
    await app.stop()
    const next = Buffer.alloc(32, 7).toString('base64')
    app = await startDesk({ TOKEN_ENCRYPTION_KEY: next, SLACK_ALLOWED_TEAMS: teams().sunrise })
    const refused = await ask(harbor)
    expect(refused).toContain(refusal)
    expect(refused).not.toContain(company)

    const page = await install(teams().harbor)
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining('Harbor Resellers')])
    expect(await ask(sunrise)).toContain(company)
  })

  it('has logged no token and no secret', () => {
    const { SLACK_CLIENT_SECRET: secret = '', SLACK_STATE_SECRET: state = '' } = sandbox.environment
    const all = lines.join('\n')
    expect(all).toContain('installed in a workspace')
    expect(all).not.toMatch(/xox[a-z]|[?&]code=/)
    expect(all).not.toContain(secret)
    expect(all).not.toContain(state)
  })
})
