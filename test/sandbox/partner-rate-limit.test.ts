import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let minute = Date.parse('2026-11-21T00:00:00Z') / 60_000
let nowMs = minute * 60_000
let sandbox: TestSandbox
let token: string

beforeAll(async () => {
  sandbox = await startForTest({ rateLimit: 2, timeScale: 6, wallClock: () => nowMs })
  token = await sandbox.token()
})
afterAll(() => sandbox.close())
beforeEach(() => {
  minute += 1
  nowMs = minute * 60_000
})

const read = () => sandbox.read('/partners/customers/10000001', token)

it('counts by operation, and says how it stands in every answer', async () => {
  nowMs += 2_500
  const answer = await read()
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'ratelimit-ssed': '1',
    'ratelimit-limit': '2',
    'ratelimit-remaining': '1',
    // A window of ten seconds, as time runs six times faster, and 7.5 of them are left.
    'ratelimit-reset': '8',
  })
  const other = await sandbox.read('/partners/customers/10000001/subscriptions', token)
  expect(other.headers.get('ratelimit-remaining')).toBe('1')
  const unknown = await sandbox.read('/partners/customers/99999998', token)
  expect(unknown.headers.get('ratelimit-remaining')).toBe('0')
})

it('refuses what is too much until the window ends, without Retry-After', async () => {
  await read()
  await read()
  const refused = await read()
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')
  expect(refused.headers.has('retry-after')).toBe(false)

  nowMs += 9_999
  expect((await read()).status).toBe(429)
  nowMs += 1
  expect((await read()).status).toBe(200)
})

it('does not count what was refused for its token', async () => {
  for (let time = 0; time < 3; time += 1) await sandbox.read('/partners/customers/10000001', 'garbage')
  expect((await read()).headers.get('ratelimit-ssed')).toBe('1')
})

it('starts anew on reset', async () => {
  await read()
  await sandbox.control('reset', {})
  expect((await read()).headers.get('ratelimit-ssed')).toBe('1')
})
