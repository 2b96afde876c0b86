import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startSandbox } from '../src/sandbox/sandbox.ts'
import { freePort, type Running, run, until } from './helpers/processes.ts'
import { commandForm, signSlack } from './helpers/sign-slack.ts'
import { emptyStore } from './helpers/store-places.ts'

/** Runs a verb to its end. */
async function verb(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const running = run('src/main.ts', args, environment)
  return { status: await running.ended, output: running.output(), errors: running.errors() }
}

describe('serve, with no credentials at all', () => {
  let desk: Running
  let url = ''
  let sandbox = ''

  beforeAll(async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()]
    url = `http://127.0.0.1:${port}`
    sandbox = `http://127.0.0.1:${sandboxPort}`
    desk = run('src/main.ts', ['serve'], { PORT: String(port), SANDBOX_PORT: String(sandboxPort) })
    await until(desk, async () => desk.output().includes('Playground: '))
  })
  afterAll(() => desk.stop())

  it('says in one line that a sandbox runs, and where the playground is', () => {
    expect(desk.output()).toContain(
      `No credentials are set, so Partner Desk runs against its own sandbox at ${sandbox}; nothing leaves this machine.\n`,
    )
    expect(desk.output()).toContain(`Playground: ${sandbox}/playground\n`)
    expect(desk.output().trim().split('\n')).toHaveLength(2)
  })

  it('is alive and ready, and leads to the playground', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ alive: true })
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true, reasons: [] })
    const root = await fetch(url, { redirect: 'manual' })
    expect([root.status, root.headers.get('location')]).toEqual([302, `${sandbox}/playground`])
  })

  it('answers a signed command', async () => {
    const asked = await fetch(`${sandbox}/_sandbox/slack/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'U0MISAKI001', room: 'C0DESK00001', text: '/customer 10000001' }),
    })
    expect(asked.status).toBe(200)
    const messages = JSON.stringify(await (await fetch(`${sandbox}/_sandbox/messages`)).json())
    expect(messages).toContain('LINE WORKS Corp.')
    expect(messages).toContain('スタンダード')
  })

  it('refuses what is not signed with its secret', async () => {
    const body = commandForm('/customer', '10000001')
    for (const headers of [
      signSlack(body, 'not the secret'),
      { 'content-type': 'application/x-www-form-urlencoded' },
    ]) {
      const reply = await fetch(`${url}/slack/events`, { method: 'POST', headers, body })
      expect([reply.status, await reply.text()]).toEqual([401, ''])
    }
  })

  it('does not know LINE WORKS callbacks', async () => {
    expect((await fetch(`${url}/lineworks/callback`, { method: 'POST' })).status).toBe(404)
  })

  it('ends by itself when told to', async () => {
    expect(await desk.stop()).toBe(0)
  })
})

describe('serve, with settings that cannot be used', () => {
  it('names every missing variable in production', async () => {
    const { status, errors } = await verb(['serve'], { NODE_ENV: 'production' })
    expect(status).toBe(1)
    expect(errors).toBe(
      [
        'These settings cannot be used:',
        '  WORKS_CLIENT_ID: is missing',
        '  WORKS_CLIENT_SECRET: is missing',
        '  WORKS_SERVICE_ACCOUNT: is missing',
        '  WORKS_PRIVATE_KEY: is missing',
        '  SLACK_BOT_TOKEN: is missing',
        '  SLACK_SIGNING_SECRET: is missing',
        '',
      ].join('\n'),
    )
  })

  it.each(['PORT', 'SANDBOX_PORT'])('says that %s is taken', async (name) => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as { port: number }
    const { status, errors } = await verb(['serve'], { PORT: '0', SANDBOX_PORT: '0', [name]: String(port) })
    holder.close()
    expect(status).toBe(1)
    expect(errors).toContain(String(port))
    expect(errors.trim().split('\n')).toHaveLength(1)
  })
})

describe('ask', () => {
  // The first to ask reads the sandbox's customers, the others find them.
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-verbs-'))
  const ask = (...args: string[]) => verb(['ask', ...args], { DATA_DIR: dataDir })
  beforeAll(() => cpSync(emptyStore, join(dataDir, 'sandbox'), { recursive: true }))
  afterAll(() => rmSync(dataDir, { recursive: true }))

  it('prints an answer in the wanted language, and only that', async () => {
    const { status, output, errors } = await ask('/customer 10000001', '--locale', 'ja_JP')
    expect([status, errors]).toEqual([0, ''])
    expect(output).toMatch(/^LINE WORKS Corp\.\n.*トライアル/)
  })

  it('prints Block Kit and JSON', async () => {
    const slack = await ask('help', '--format', 'slack')
    expect(JSON.parse(slack.output).blocks[0]).toMatchObject({ type: 'header' })
    const json = await ask('help', '--format', 'json')
    expect(JSON.parse(json.output)).toMatchObject({ kind: 'answer', locale: 'en' })
  })

  it('fails where the answer is an error', async () => {
    const { status, output } = await ask('/customer 99999998')
    expect([status, output]).toEqual([1, expect.stringContaining('not_found')])
  })

  it.each([
    [['ask']],
    [['ask', 'help', '--locale', 'fr']],
    [['ask', 'help', '--time-zone', 'Mars/Olympus']],
    [['ask', 'help', '--format', 'pdf']],
    [['nonsense']],
    [['serve', 'now']],
    [['manifest', '--url', 'http://desk.example.com']],
    [['manifest', '--url', 'https://desk.example.com/?x=1']],
  ])('%j is wrong usage', async (args) => {
    const { status, output, errors } = await verb(args)
    expect([status, output]).toEqual([2, ''])
    expect(errors).not.toBe('')
  })

  it.each(['serve', 'work', 'ask', 'collect', 'migrate', 'sandbox', 'doctor', 'manifest'])(
    '%s explains itself',
    async (name) => {
      const { status, output } = await verb([name, '--help'])
      expect([status, output]).toEqual([0, expect.stringContaining('Usage: partner-desk')])
    },
  )
})

describe('verbs beside a desk that runs', () => {
  let desk: Running
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-verbs-'))

  beforeAll(async () => {
    cpSync(emptyStore, join(dataDir, 'sandbox'), { recursive: true })
    const port = await freePort()
    desk = run('src/main.ts', ['serve'], { DATA_DIR: dataDir, PORT: String(port), SANDBOX_PORT: '0' })
    await until(desk, async () => desk.output().includes('Playground: '))
  })
  afterAll(async () => {
    await desk.stop()
    rmSync(dataDir, { recursive: true })
  })

  it('have it answer, in the language of whoever asks', async () => {
    const { status, output } = await verb(['ask', '/customer LINE WORKS', '--locale', 'ko'], {
      DATA_DIR: dataDir,
    })
    expect([status, output]).toEqual([0, expect.stringMatching(/^LINE WORKS Corp\.\n.*체험판/)])
  })

  it('have it collect, and tell how that goes', async () => {
    const { status, output } = await verb(['collect'], { DATA_DIR: dataDir })
    expect([status, output]).toEqual([0, expect.stringMatching(/\n60 customers\.\n$/)])
  })

  it('say who has the store where it cannot be asked for', async () => {
    const { status, errors } = await verb(['migrate'], { DATA_DIR: dataDir })
    expect([status, errors]).toEqual([1, expect.stringMatching(/in use by another process/)])
  })

  it('find no desk once it was killed, and the store as it was', async () => {
    desk.process.kill('SIGKILL')
    await desk.ended
    const { status, output } = await verb(['ask', '/customer LINE WORKS'], { DATA_DIR: dataDir })
    expect([status, output]).toEqual([0, expect.stringContaining('LINE WORKS Corp.')])
  })
})

describe('migrate', () => {
  it('brings a store up to date, then says that it is', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-verbs-'))
    cpSync(emptyStore, join(dataDir, 'sandbox'), { recursive: true })
    expect((await verb(['migrate'], { DATA_DIR: dataDir })).output).toMatch(/^Applied 0001-languages, /)
    expect((await verb(['migrate'], { DATA_DIR: dataDir })).output).toBe('The store has the newest schema.\n')
    rmSync(dataDir, { recursive: true })
  })
})

describe('the Procfile', () => {
  it('names verbs that there are', async () => {
    const procfile = readFileSync(join(import.meta.dirname, '../Procfile'), 'utf8')
    const verbs = [...procfile.matchAll(/src\/main\.ts (\w+)$/gm)].map((line) => line[1] ?? '')
    expect(verbs).toEqual(['migrate', 'serve', 'work'])
    for (const name of verbs) expect((await verb([name, '--help'])).status).toBe(0)
  })

  it('has a worker only where several processes can share the store', async () => {
    const { status, errors } = await verb(['work'])
    expect([status, errors]).toEqual([2, expect.stringContaining('DATABASE_URL')])
  })
})

describe('manifest', () => {
  it('fills in the address, as YAML and as JSON alike', async () => {
    const yaml = await verb(['manifest', '--url', 'https://bot.example.org/'])
    const json = await verb(['manifest', '--url', 'https://bot.example.org', '--json'])
    expect(parse(yaml.output)).toEqual(JSON.parse(json.output))
    expect(yaml.output).toContain('https://bot.example.org/slack/events')
    expect(yaml.output).not.toContain('desk.example.com')
  })
})

describe('doctor', () => {
  it('finds the sandbox in order', async () => {
    const { status, output } = await verb(['doctor'])
    expect(output.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^ok {3}settings/),
      expect.stringMatching(/^ok {3}sign-in at http/),
      expect.stringMatching(/^ok {3}partner data at http/),
      expect.stringMatching(/^ok {3}store in /),
      expect.stringMatching(/^ok {3}Slack: /),
    ])
    expect(status).toBe(0)
  })

  it('tells what to do about each credential that is refused', async () => {
    const sandbox = await startSandbox({
      port: 0,
      customers: 1,
      seed: 'a',
      rateLimit: 240,
      timeScale: 1,
      deskUrl: () => '',
    })
    const failing = async (wrong: NodeJS.ProcessEnv) => {
      const { status, output } = await verb(['doctor'], { ...sandbox.environment, ...wrong })
      expect(status).toBe(1)
      return output.split('\n').filter((line) => line.startsWith('FAIL'))
    }
    expect(await failing({ WORKS_CLIENT_SECRET: 'x' })).toEqual([
      expect.stringMatching(/^FAIL sign-in .*sign_in_refused.*check WORKS_CLIENT_ID/),
    ])
    expect(await failing({ WORKS_SCOPES: 'bot' })).toEqual([
      expect.stringMatching(/^FAIL partner data .*no_permission.*partner\.read/),
    ])
    expect(await failing({ SLACK_BOT_TOKEN: 'xoxb-x', SLACK_APP_TOKEN: 'xapp-x' })).toEqual([
      expect.stringMatching(/^FAIL Slack: .*invalid_auth.*check SLACK_BOT_TOKEN/),
      expect.stringMatching(/^FAIL Slack: .*check SLACK_APP_TOKEN/),
    ])
    expect(await failing({ DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/x' })).toEqual([
      expect.stringMatching(/^FAIL store: PostgreSQL cannot be used \(127\.0\.0\.1:1, database x\): /),
    ])
    expect(await failing({ SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '' })).toEqual([
      expect.stringMatching(/^FAIL Slack: not set/),
    ])
    await sandbox.close()
  })

  it('tells what to do about settings', async () => {
    const { status, output } = await verb(['doctor'], { WORKS_CLIENT_ID: 'only', PORT: 'x' })
    expect(status).toBe(1)
    expect(output).toContain('FAIL settings: WORKS_PRIVATE_KEY: is missing')
    expect(output).toContain('FAIL settings: PORT: has to be a whole number')
  })
})
