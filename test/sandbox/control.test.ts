import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

const startMs = Date.parse('2026-11-21T14:30:00Z')
let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startForTest({ wallClock: () => startMs })
})
afterAll(() => sandbox.close())

const readClock = async () => (await fetch(`${sandbox.url}/_sandbox/clock`)).json()

describe('the clock', () => {
  it('moves ahead for business and stays for the wall, until it is reset', async () => {
    const moved = await sandbox.control('clock', { advance: 'P1M3DT10H' })
    expect(await moved.json()).toEqual({ now: '2026-12-25T00:30:00.000Z', wall: '2026-11-21T14:30:00.000Z' })
    expect(sandbox.clock.today('Asia/Tokyo')).toBe('2026-12-25')
    expect(sandbox.clock.today('America/Los_Angeles')).toBe('2026-12-24')

    await sandbox.control('clock', { advance: 'PT1H' })
    expect(await readClock()).toMatchObject({ now: '2026-12-25T01:30:00.000Z' })
    await sandbox.control('clock', { reset: true })
    expect(await readClock()).toMatchObject({ now: '2026-11-21T14:30:00.000Z' })
  })

  it.each(['13 days', '', '-P1D', 'P-1D', 'P1DT-1H', 'P9000Y'])(
    'refuses to advance by "%s"',
    async (advance) => {
      const refused = await sandbox.control('clock', { advance })
      expect(refused.status).toBe(400)
      expect(await readClock()).toMatchObject({ now: '2026-11-21T14:30:00.000Z' })
    },
  )

  it('refuses a zone that does not exist', () => {
    expect(() => sandbox.clock.today('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('the control routes', () => {
  it.each([
    ['clock', { advance: 'P1D', reset: true }],
    ['clock', {}],
    ['faults', { target: 'moon', kind: 'status' }],
    ['faults', { target: 'partner', kind: 'status', colour: 'red' }],
    ['tokens', { expire: 'yes' }],
    ['messages', {}],
    ['messages', { clear: false }],
    ['reset', []],
  ])('%s refuses %j', async (path, body) => {
    const refused = await sandbox.control(path, body)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toHaveProperty('message')
  })

  it.each(['clock', 'faults', 'tokens', 'messages', 'reset'])('%s takes JSON only', async (path) => {
    const url = `${sandbox.url}/_sandbox/${path}`
    const asForm = await fetch(url, { method: 'POST', body: new URLSearchParams({ expire: 'true' }) })
    const asText = await fetch(url, { method: 'POST', body: '{}' })
    const asNothing = await fetch(url, { method: 'POST' })
    expect([asForm.status, asText.status, asNothing.status]).toEqual([415, 415, 415])
  })

  it('refuse JSON that is none', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const refused = await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers,
      body: '{"target"',
    })
    expect(refused.status).toBe(400)
  })
})

it('all live tokens can be ended', async () => {
  const token = await sandbox.token()
  expect((await sandbox.read('/partners/customers', token)).status).toBe(200)
  expect((await sandbox.control('tokens', { expire: true })).status).toBe(200)
  expect((await sandbox.read('/partners/customers', token)).status).toBe(401)
  expect((await sandbox.read('/partners/customers', await sandbox.token())).status).toBe(200)
})

it('a reset puts clock and faults back and leaves tokens alone', async () => {
  const token = await sandbox.token()
  await sandbox.control('clock', { advance: 'P1D' })
  await sandbox.control('faults', { target: 'partner', kind: 'status' })
  expect((await sandbox.control('reset', {})).status).toBe(200)
  expect(sandbox.clock.now()).toBe(startMs)
  expect((await sandbox.read('/partners/customers', token)).status).toBe(200)
})
