import { createPrivateKey } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startForTest()
})
afterAll(() => sandbox.close())

/** fetch does not let a caller choose its Host. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}/_sandbox/clock`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('the server', () => {
  const port = () => new URL(sandbox.url).port

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('answers to the host %s', async (name) => {
    expect(await statusWith({ host: `${name}:${port()}` })).toBe(200)
  })

  it.each(['evil.example', '127.0.0.1.evil.example', '0.0.0.0', '127.0.0.2'])(
    'refuses the host %s',
    async (name) => {
      expect(await statusWith({ host: `${name}:${port()}` })).toBe(403)
    },
  )

  it('refuses the right host with the wrong port, or with none', async () => {
    expect(await statusWith({ host: '127.0.0.1:1' })).toBe(403)
    expect(await statusWith({ host: '127.0.0.1' })).toBe(403)
  })

  it('answers pages of its own and refuses those of others', async () => {
    expect(await statusWith({ origin: sandbox.url })).toBe(200)
    expect(await statusWith({ origin: `http://localhost:${port()}` })).toBe(200)
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:1',
      `https://127.0.0.1:${port()}`,
    ]) {
      expect(await statusWith({ origin })).toBe(403)
    }
  })

  it('listens on loopback only, and says plainly when the port is taken', async () => {
    expect(new URL(sandbox.url).hostname).toBe('127.0.0.1')
    await expect(startForTest({ port: Number(port()) })).rejects.toThrow(`Port ${port()} is taken`)
  })

  it('closes at once, whatever still hangs', async () => {
    const closing = await startForTest()
    const token = await closing.token()
    await closing.control('faults', { target: 'partner', kind: 'hang', times: 1 })
    await closing.control('faults', { target: 'partner', kind: 'slow', delayMs: 600_000 })
    const hanging = [closing.read('/partners/customers', token), closing.read('/partners/customers', token)]
    const settled = Promise.allSettled(hanging)
    await closing.control('tokens', { expire: true })
    await closing.close()
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

describe('its environment', () => {
  it('wires a desk to it', () => {
    const { url, environment } = sandbox
    expect(environment).toEqual({
      WORKS_API_URL: `${url}/v1.0`,
      WORKS_AUTH_URL: `${url}/oauth2/v2.0`,
      WORKS_CLIENT_ID: expect.stringMatching(/^\S+$/),
      WORKS_CLIENT_SECRET: expect.stringMatching(/^\S+$/),
      WORKS_SERVICE_ACCOUNT: expect.stringMatching(/^\w+\.serviceaccount@/),
      WORKS_PRIVATE_KEY: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\\n\S/),
      WORKS_SCOPES: 'partner.read bot user.read group.read',
      WORKS_BOT_ID: expect.stringMatching(/^\d+$/),
      WORKS_BOT_SECRET: expect.stringMatching(/^\w{30}$/),
      WORKS_BOT_NAME: 'Partner Desk',
      WORKS_ALLOWED_DOMAINS: '40029601',
      SLACK_SIGNING_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/),
      SLACK_BOT_TOKEN: expect.stringMatching(/^xoxb-\d{12}-\d{12}-\w{24}$/),
      SLACK_API_URL: `${url}/slack/api/`,
      SLACK_SUPPORT_CHANNELS: 'C0HELP00004',
    })
    const key = createPrivateKey((environment.WORKS_PRIVATE_KEY ?? '').replaceAll('\\n', '\n'))
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048)
  })

  it('is another for each sandbox', async () => {
    const other = await startForTest()
    await other.close()
    const works = ['WORKS_CLIENT_ID', 'WORKS_CLIENT_SECRET', 'WORKS_PRIVATE_KEY']
    const bots = ['WORKS_BOT_ID', 'WORKS_BOT_SECRET', 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN']
    for (const name of [...works, ...bots]) {
      expect(other.environment[name]).not.toBe(sandbox.environment[name])
    }
  })
})
