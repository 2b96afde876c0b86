import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { makeSandboxDir, verb } from '../helpers/run-verb.ts'
import { commandForm, signSlack } from '../helpers/sign-slack.ts'
import { startForTest } from '../sandbox/start-for-test.ts'

describe('serve, with no credentials at all', () => {
  const place = makeSandboxDir({ isNew: true })
  let desk: Running
  let url = ''
  let sandbox = ''
  const control = (path: string, body: object) =>
    fetch(`${sandbox}/_sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const messages = async () => (await fetch(`${sandbox}/_sandbox/messages`)).text()

  beforeAll(async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()]
    url = `http://127.0.0.1:${port}`
    sandbox = `http://127.0.0.1:${sandboxPort}`
    desk = run('src/main.ts', ['serve'], {
      DATA_DIR: place.dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
    })
    await until(desk, async () => desk.output().includes('Playground: '))
  })
  afterAll(async () => {
    await desk.stop()
    place.remove()
  })

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
    const page = await fetch(url, { redirect: 'manual' })
    expect([page.status, page.headers.get('location')]).toEqual([302, `${sandbox}/playground`])
  })

  it('answers a signed command', async () => {
    const asked = await control('slack/command', {
      person: 'U0MISAKI001',
      room: 'C0DESK00001',
      text: '/customer 10000001',
    })
    expect(asked.status).toBe(200)
    expect(await messages()).toMatch(/LINE WORKS Corp\..*スタンダード/)
  })

  it('answers a signed callback', async () => {
    const misaki = '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901'
    await control('messages', { clear: true })
    const said = await control('lineworks/message', {
      person: misaki,
      room: misaki,
      text: 'options 10000001',
    })
    expect(await said.json()).toEqual({ outcome: 'delivered' })
    await until(desk, async () => (await messages()).includes('LINE WORKS Corp.'))
  })

  it('has its menu registered', async () => {
    const { menu } = (await (await fetch(`${sandbox}/_sandbox/lineworks`)).json()) as { menu: object[] }
    expect(menu).toHaveLength(4)
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
    const reply = await fetch(`${url}/lineworks/callback`, { method: 'POST', body: '{}' })
    expect([reply.status, await reply.text()]).toEqual([401, ''])
  })

  it('ends by itself also when it is told to as soon as it listens', async () => {
    const port = String(await freePort())
    const starting = run('src/main.ts', ['serve'], { PORT: port, HOST: '127.0.0.1', SANDBOX_PORT: '0' })
    await until(starting, () => isReady(`http://127.0.0.1:${port}`))
    expect(await starting.stop()).toBe(0)
  })

  it('ends by itself when told to', async () => {
    expect(await desk.stop()).toBe(0)
  })
})

describe.concurrent('serve, with settings that cannot be used', () => {
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

  it('says that a port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as { port: number }
    const { status, errors } = await verb(['serve'], { PORT: '0', SANDBOX_PORT: String(port) })
    holder.close()
    expect([status, errors]).toEqual([1, expect.stringMatching(new RegExp(`^.*${port}.*\n$`))])
  })

  it('names the settings of both platforms where there is none', async () => {
    const sandbox = await startForTest({ customers: 1 })
    const without = Object.fromEntries(
      Object.entries(sandbox.environment).filter(([name]) => !/^SLACK_|^WORKS_BOT_/.test(name)),
    )
    const { status, output, errors } = await verb(['serve'], without)
    await sandbox.close()
    expect([status, output]).toEqual([1, ''])
    expect(errors.split('\n')).toEqual([
      'These settings cannot be used:',
      expect.stringMatching(/^ {2}SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN: .*LINE WORKS alone$/),
      expect.stringMatching(/^ {2}WORKS_BOT_ID, WORKS_BOT_SECRET, WORKS_BOT_NAME: .*Slack alone$/),
      '',
    ])
  })
})
