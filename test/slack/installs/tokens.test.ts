import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import type { Installed } from '../../../src/slack/installs/installed.ts'
import { createOAuthInstalls } from '../../../src/slack/installs/oauth-installs.ts'
import { openClient } from '../../../src/slack/web-api.ts'
import { gate, readableLog } from '../slack-desk.ts'
import { startWebApi } from '../web-api-stand-in.ts'
import { createSharedRows } from './installations-in-memory.ts'

const hourMs = 3_600_000
const [key, formerKey] = [randomBytes(32), randomBytes(32)] as const

let now: number
let slackApi: Awaited<ReturnType<typeof startWebApi>>
let shared: ReturnType<typeof createSharedRows>
let lines: ReturnType<typeof readableLog>['lines']
let exchanged: string[]

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21, 9)
  exchanged = []
  slackApi = await startWebApi()
  shared = createSharedRows(() => now)
  const current = { access: 'xoxe.xoxb-1', refresh: 'xoxe-1' }
  slackApi.play('oauth.v2.access', (given) => {
    exchanged.push(given.refresh_token ?? '')
    if (given.client_id !== '1.2' || given.client_secret !== 'app-secret')
      return { ok: false, error: 'bad_client_secret' }
    if (given.grant_type !== 'refresh_token' || given.refresh_token !== current.refresh) {
      return { ok: false, error: 'invalid_refresh_token' }
    }
    const next = Number(current.refresh.split('-')[1]) + 1
    Object.assign(current, { access: `xoxe.xoxb-${next}`, refresh: `xoxe-${next}` })
    return { ok: true, access_token: current.access, refresh_token: current.refresh, expires_in: 43_200 }
  })
})
afterEach(() => slackApi.close())

const installed = (leftMs: number, other: Partial<Installed> = {}): Installed => ({
  id: 'i-1',
  token: 'xoxe.xoxb-1',
  rotation: { refreshToken: 'xoxe-1', expiresAt: now + leftMs },
  name: 'Sunrise',
  ...other,
})

/** One process of the desk. Its waits take no time of ours, and move the clock. */
function startProcess(given: Partial<Parameters<typeof createOAuthInstalls>[0]> = {}) {
  const { log, lines: written } = readableLog()
  lines = written
  const installs = createOAuthInstalls({
    ...{ clientId: '1.2', clientSecret: 'app-secret', allowedTeams: ['T1', 'T2'] },
    encryptionKeys: [key],
    apiUrl: slackApi.apiUrl,
    installations: shared.open(),
    wallClock: () => now,
    log,
    wait: async (ms) => {
      now += ms
      await new Promise((resolve) => setImmediate(resolve))
    },
    ...given,
  })
  const token = async (spent?: string) => (await (await installs.find('T1'))?.token(spent))?.value
  return { installs, token, lines: written }
}

const messages = () => lines.map(({ level, message }) => `${level}: ${message}`)

describe('where the desk may answer', () => {
  it('is where it is installed, and allowed', async () => {
    const { installs } = startProcess()
    await installs.save('T1', installed(12 * hourMs))
    await installs.save('T9', installed(12 * hourMs))
    expect(await installs.find('T1')).toMatchObject({ id: 'i-1' })
    expect(await installs.find('T2')).toBeUndefined()
    expect(await installs.find('T9')).toBeUndefined()
  })

  it('is heard of from another process within ten seconds, and not asked for meanwhile', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', installed(12 * hourMs))
    expect(await other.installs.find('T1')).toBeDefined()
    await one.installs.end('T1', new Date(now).toISOString() as Instant)
    expect(await one.installs.find('T1')).toBeUndefined()
    const { reads } = shared.state
    now += 9_999
    expect(await other.installs.find('T1')).toBeDefined()
    expect(shared.state.reads).toBe(reads)
    now += 1
    expect(await other.installs.find('T1')).toBeUndefined()
  })

  it('is what it was where the store does not answer, and unknown where nothing was known', async () => {
    const { installs } = startProcess()
    await installs.save('T1', installed(12 * hourMs))
    shared.state.isDown = true
    now += 60_000
    expect(await installs.find('T1')).toMatchObject({ id: 'i-1' })
    await expect(installs.find('T2')).rejects.toThrow('the store is down')
  })
})

describe('a token', () => {
  it('that never expires is used as it is', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', { id: 'i-1', token: 'xoxb-1', name: 'Sunrise' })
    now += 1_000 * hourMs
    expect(await token()).toBe('xoxb-1')
    expect(await token('xoxb-1')).toBe('xoxb-1')
    expect(exchanged).toEqual([])
  })

  it('with more than two hours left is used as it is', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(2 * hourMs + 1))
    expect(await token()).toBe('xoxe.xoxb-1')
    expect(exchanged).toEqual([])
  })

  it('near its end is used on, and renewed once beside', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(2 * hourMs))
    expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('xoxe.xoxb-1'))
    expect(await installs.settled(5_000)).toBe(true)
    expect(await token()).toBe('xoxe.xoxb-2')
    expect(exchanged).toEqual(['xoxe-1'])
    now += 10 * hourMs
    expect(await token()).toBe('xoxe.xoxb-2')
    await installs.settled(5_000)
    expect(await token()).toBe('xoxe.xoxb-3')
  })

  it('that has expired is waited for, by all who ask', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1))
    const begunAt = now
    expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('xoxe.xoxb-2'))
    expect(exchanged).toEqual(['xoxe-1'])
    // Nobody waited for a lease: they have it together.
    expect(now).toBe(begunAt)
  })

  it('that Slack calls expired is renewed ahead of its time', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(12 * hourMs))
    expect(await token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(await token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(exchanged).toEqual(['xoxe-1'])
  })

  it('is renewed by one of many processes, and had by all', async () => {
    const processes = Array.from({ length: 5 }, () => startProcess())
    await processes[0]?.installs.save('T1', installed(-1))
    const tokens = await Promise.all(processes.map(({ token }) => token()))
    expect(tokens).toEqual(Array(5).fill('xoxe.xoxb-2'))
    expect(exchanged).toEqual(['xoxe-1'])
  })

  it('that another process has renewed is not exchanged again, however old what is remembered', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', installed(12 * hourMs))
    expect(await other.token()).toBe('xoxe.xoxb-1')
    expect(await one.token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(await other.token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(exchanged).toEqual(['xoxe-1'])
  })

  it('is taken on by another process where the one that renews it died', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1))
    await shared.open().lease('T1', 20_000)
    expect(await token()).toBe('xoxe.xoxb-2')
  })

  it('is not to be had while another process takes too long over it', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1))
    await shared.open().lease('T1', 3_600_000)
    await expect(token()).rejects.toMatchObject({ reason: 'being_renewed', isFinal: false })
    expect(exchanged).toEqual([])
  })

  it('stays usable near its end where Slack does not answer, which is tried again five seconds later', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(hourMs))
    slackApi.play('oauth.v2.access', 500)
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(slackApi.of('oauth.v2.access')).toHaveLength(1)
    now += 5_000
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(slackApi.of('oauth.v2.access')).toHaveLength(2)
    expect(messages()).toContain('warn: token not renewed yet')
  })

  it('that Slack renews no more is said to the operator once, and to whoever asks, without asking Slack again', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1, { rotation: { refreshToken: 'xoxe-0', expiresAt: now - 1 } }))
    const final = { reason: 'invalid_refresh_token', isFinal: true }
    await expect(token()).rejects.toMatchObject(final)
    now += 60 * hourMs
    await expect(token()).rejects.toMatchObject(final)
    expect(exchanged).toEqual(['xoxe-0'])
    expect(messages().filter((line) => /^error: Slack renews no token any more/.test(line))).toHaveLength(1)

    await installs.save('T1', installed(12 * hourMs, { id: 'i-2' }))
    expect(await token()).toBe('xoxe.xoxb-1')
  })

  it('is kept where the store takes it in at the third try', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', installed(-1))
    shared.state.writesFail = 2
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(await other.token()).toBe('xoxe.xoxb-2')
    expect(exchanged).toEqual(['xoxe-1'])
  })

  it('is held on to where the store does not take it in, and kept when it does', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', installed(-1))
    shared.state.writesFail = 6
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(one.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^renewed token not kept/),
    )
    now += 10_000
    expect(await one.token()).toBe('xoxe.xoxb-2')
    now += 10_000
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(await other.token()).toBe('xoxe.xoxb-2')
    expect(exchanged).toEqual(['xoxe-1'])
  })

  it('of an installation that was renewed beside a new one is that of the new one', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1))
    const { opened, open } = gate()
    slackApi.play('oauth.v2.access', async () => {
      await opened
      return { ok: true, access_token: 'xoxe.xoxb-old', refresh_token: 'xoxe-old', expires_in: 43_200 }
    })
    const asking = token()
    await expect.poll(() => slackApi.of('oauth.v2.access').length).toBe(1)
    await installs.save('T1', { id: 'i-2', token: 'xoxb-new', name: 'Sunrise' })
    open()
    expect(await asking).toBe('xoxb-new')
    expect(await token()).toBe('xoxb-new')
  })

  it('is nowhere in the log', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', installed(-1))
    slackApi.play('oauth.v2.access', { raw: '{"access_token":"xoxe.xoxb-cut' })
    await expect(token()).rejects.toMatchObject({ isFinal: false })
    now += 5_000
    slackApi.play('oauth.v2.access', { ok: true, access_token: 'xoxe.xoxb-odd' })
    await expect(token()).rejects.toMatchObject({ reason: 'unreadable' })
    expect(lines.length).toBeGreaterThan(1)
    expect(JSON.stringify(lines)).not.toMatch(/xox|app-secret/)
  })
})

describe('the key', () => {
  it('may be replaced: after one start with both the former one can go', async () => {
    const before = startProcess({ encryptionKeys: [formerKey] })
    await before.installs.save('T1', installed(12 * hourMs))
    const { version } = shared.rows.get('T1') ?? {}
    const between = startProcess({ encryptionKeys: [key, formerKey] })
    expect(await between.token()).toBe('xoxe.xoxb-1')
    await between.installs.start()
    expect(shared.rows.get('T1')?.version).toBe(version)
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-1')
  })

  it('that seals what is renewed is the newest', async () => {
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', installed(-1))
    expect(await startProcess({ encryptionKeys: [key, formerKey] }).token()).toBe('xoxe.xoxb-2')
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-2')
  })

  it('that is missing is an error that says what to do, at the start and at each look-up', async () => {
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', installed(12 * hourMs))
    const { installs } = startProcess()
    await installs.start()
    await expect(installs.find('T1')).rejects.toThrow(
      /^the installation of T1 cannot be opened: none of the keys/,
    )
    expect(messages()).toEqual([
      expect.stringMatching(/^error: the installation of T1 .* put the former key behind the present one/),
      expect.stringMatching(/^error: the installation of T1/),
    ])
    expect(await installs.list()).toMatchObject([{ name: 'SealedShut', workspace: 'T1', reason: 'key' }])
  })

  it('does not open a row that was moved to another workspace', async () => {
    const { installs } = startProcess()
    await installs.save('T1', installed(12 * hourMs))
    const row = shared.rows.get('T1')
    if (row) shared.rows.set('T2', { ...row, workspace: 'T2' })
    await expect(installs.find('T2')).rejects.toMatchObject({ name: 'SealedShut', reason: 'damaged' })
  })

  it('that another process has sealed with a newer key stays open where it was', async () => {
    const older = startProcess({ encryptionKeys: [formerKey] })
    await older.installs.save('T1', installed(12 * hourMs))
    await startProcess({ encryptionKeys: [key, formerKey] }).installs.start()
    now += 11_000
    expect(await older.token()).toBe('xoxe.xoxb-1')
    const fresh = startProcess({ encryptionKeys: [formerKey] })
    await expect(fresh.installs.find('T1')).rejects.toMatchObject({ name: 'SealedShut', reason: 'key' })
  })

  it('that was sealed with the former key meanwhile is sealed anew by whoever reads it', async () => {
    const newer = startProcess({ encryptionKeys: [key, formerKey] })
    await newer.installs.start()
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', installed(12 * hourMs))
    expect(await newer.token()).toBe('xoxe.xoxb-1')
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-1')
  })

  it('is gone through at the start whatever the store says', async () => {
    const { installs } = startProcess()
    shared.state.isDown = true
    await installs.start()
    expect(messages()).toEqual(['warn: installations could not be gone through'])
  })
})

it('a renewed token that the store did not take in is kept before the process ends', async () => {
  const process = startProcess()
  await process.installs.save('T1', installed(-1))
  shared.state.writesFail = 6
  expect(await process.token()).toBe('xoxe.xoxb-2')
  expect(await process.installs.settled(1_000)).toBe(false)
  expect(await process.installs.settled(1_000)).toBe(true)
  expect(await startProcess().token()).toBe('xoxe.xoxb-2')
  expect(exchanged).toEqual(['xoxe-1'])
})

describe('a request to Slack', () => {
  async function clientOf({ installs }: ReturnType<typeof startProcess>) {
    const install = await installs.find('T1')
    if (!install) throw new Error('not installed')
    return openClient(install, slackApi.apiUrl, readableLog().log)
  }
  const authorizations = () =>
    slackApi.calls.filter(({ method }) => method === 'auth.test').map(({ token }) => token)

  beforeEach(() => {
    slackApi.play('auth.test', (_given, token) =>
      token === 'xoxe.xoxb-1' ? { ok: false, error: 'token_expired' } : { ok: true, user_id: 'UBOT' },
    )
  })

  it('is signed with the token of its time', async () => {
    const process = startProcess()
    await process.installs.save('T1', { id: 'i-1', token: 'xoxb-7', name: 'Sunrise' })
    const client = await clientOf(process)
    await client.auth.test()
    await process.installs.save('T1', { id: 'i-1', token: 'xoxb-8', name: 'Sunrise' })
    await client.auth.test()
    expect(authorizations()).toEqual(['xoxb-7', 'xoxb-8'])
  })

  it('is sent once more where its token turns out to have expired', async () => {
    const process = startProcess()
    await process.installs.save('T1', installed(12 * hourMs))
    expect(await (await clientOf(process)).auth.test()).toMatchObject({ user_id: 'UBOT' })
    expect(authorizations()).toEqual(['xoxe.xoxb-1', 'xoxe.xoxb-2'])
  })

  it('is sent once, whatever words Slack repeats', async () => {
    const process = startProcess()
    await process.installs.save('T1', installed(12 * hourMs))
    const message = { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'token_expired' } }] }
    slackApi.play('chat.postMessage', () => ({ ok: true, ts: '1.2', message }))
    await (await clientOf(process)).chat.postMessage({ channel: 'C1', text: 'x' })
    expect([slackApi.of('chat.postMessage').length, exchanged]).toEqual([1, []])
  })

  it('never leaves where there is no token, and says in whose words', async () => {
    const process = startProcess()
    await process.installs.save(
      'T1',
      installed(-1, { rotation: { refreshToken: 'xoxe-0', expiresAt: now - 1 } }),
    )
    const client = await clientOf(process)
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_refresh_token' } })
    await process.installs.end('T1', new Date(now).toISOString() as Instant)
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'not_installed' } })
    expect(authorizations()).toEqual([])
  })
})
