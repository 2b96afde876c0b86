import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, startApp } from '../src/app.ts'
import { createLog } from '../src/log.ts'
import { makeDataDir, type StorePlaceForTests } from './helpers/store-places.ts'
import { startForTest, type TestSandbox } from './sandbox/start-for-test.ts'

const misaki = '2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901'
const quietly = () => createLog('silent')

let place: StorePlaceForTests
let app: App | undefined
let sandbox: TestSandbox

beforeEach(async () => {
  place = await makeDataDir()
  sandbox = await startForTest({ deskUrl: () => app?.url ?? '' })
})

afterEach(async () => {
  await app?.stop()
  app = undefined
  await sandbox.close()
  await place.remove()
})

/** The settings of a desk on the sandbox; what is undefined in `given` is unset. */
const settings = (given: NodeJS.ProcessEnv = {}) => ({
  ...sandbox.environment,
  DATA_DIR: place.dataDir,
  HOST: '127.0.0.1',
  PORT: '0',
  ...given,
})

/** What stands in all rooms once everything that was asked has been answered. */
async function messagesAfterAll({ stop }: App): Promise<string> {
  await stop()
  return (await fetch(`${sandbox.url}/_sandbox/messages`)).text()
}

describe('the desk on one platform', () => {
  it('answers in LINE WORKS, and does not know Slack', async () => {
    app = await startApp(settings({ SLACK_SIGNING_SECRET: undefined, SLACK_BOT_TOKEN: undefined }), quietly)
    const said = await sandbox.control('lineworks/message', {
      person: misaki,
      room: misaki,
      text: 'customer 10000001',
    })
    expect(await said.json()).toEqual({ outcome: 'delivered' })
    expect((await fetch(`${app.url}/slack/events`, { method: 'POST' })).status).toBe(404)
    expect(await messagesAfterAll(app)).toContain('LINE WORKS Corp.')
  })

  it('answers in Slack, and does not know LINE WORKS', async () => {
    const bot = { WORKS_BOT_ID: undefined, WORKS_BOT_SECRET: undefined, WORKS_BOT_NAME: undefined }
    app = await startApp(settings(bot), quietly)
    const command = { person: 'U0MISAKI001', room: 'C0DESK00001', text: '/customer 10000001' }
    expect((await sandbox.control('slack/command', command)).status).toBe(200)
    expect((await fetch(`${app.url}/lineworks/callback`, { method: 'POST' })).status).toBe(404)
    expect(await messagesAfterAll(app)).toContain('LINE WORKS Corp.')
  })
})

describe('a start', () => {
  it('leaves the menu of a real bot to its operator', async () => {
    app = await startApp(settings(), quietly)
    const { menu } = (await (await fetch(`${sandbox.url}/_sandbox/lineworks`)).json()) as { menu: object[] }
    expect(menu).toEqual([])
  })

  it('that fails says which port is taken, and leaves nothing open', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as { port: number }
    await expect(startApp(settings({ PORT: String(port) }), quietly)).rejects.toThrow(`127.0.0.1:${port}`)
    await new Promise((resolve) => holder.close(resolve))
    // The store is free for the next one.
    app = await startApp(settings({ PORT: String(port) }), quietly)
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({ ready: true, reasons: [] })
  })
})
