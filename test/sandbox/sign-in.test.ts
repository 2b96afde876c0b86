import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let nowMs = Date.parse('2026-11-21T00:00:00Z')
let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startForTest({ wallClock: () => nowMs })
})
afterAll(() => sandbox.close())

interface Granted {
  access_token: string
  refresh_token?: string
  scope: string
  token_type: string
  expires_in: string
}

async function grant(form: Record<string, string>): Promise<Granted> {
  const answer = await sandbox.signIn(form)
  expect(answer.status).toBe(200)
  return answer.json() as Promise<Granted>
}

async function expectRefusal(form: Record<string, string>, status: number, error: string): Promise<void> {
  const refused = await sandbox.signIn(form)
  expect(refused.status).toBe(status)
  expect(await refused.json()).toEqual({ error, error_description: expect.any(String) })
}

const statusOf = async (token: string) => (await sandbox.read('/partners/customers/10000001', token)).status
const seconds = () => nowMs / 1000

describe('an assertion', () => {
  it('is changed for tokens that need form encoding, with the life as text', async () => {
    const granted = await grant(await sandbox.assertionForm())
    expect(granted).toMatchObject({ scope: 'partner.read', token_type: 'Bearer', expires_in: '86400' })
    for (const token of [granted.access_token, granted.refresh_token]) expect(token).toMatch(/\+.*\/.*=$/)
    expect(await statusOf(granted.access_token)).toBe(200)
  })

  it.each([
    ['of another client', { iss: 'somebody' }],
    ['of another account', { sub: 'x.serviceaccount@partner.example' }],
    ['that has expired', () => ({ iat: seconds() - 7200, exp: seconds() - 3600 })],
    ['that lives longer than an hour', () => ({ exp: seconds() + 3601 })],
    ['from the future', () => ({ iat: seconds() + 120, exp: seconds() + 3600 })],
    ['with times as text', () => ({ iat: String(seconds()), exp: String(seconds() + 3600) })],
    ['with a broken second', () => ({ iat: seconds() + 0.5 })],
    ['without an end', { exp: undefined }],
  ])('%s is refused', async (_what, claims) => {
    const spoilt = typeof claims === 'function' ? claims() : claims
    await expectRefusal(await sandbox.assertionForm(spoilt), 400, 'invalid_grant')
  })

  it('with a signature of another key is refused', async () => {
    const form = await sandbox.assertionForm()
    const other = await startForTest()
    const { assertion } = await other.assertionForm({
      iss: sandbox.environment.WORKS_CLIENT_ID,
      sub: sandbox.environment.WORKS_SERVICE_ACCOUNT,
      ...{ iat: seconds(), exp: seconds() + 3600 },
    })
    await other.close()
    await expectRefusal({ ...form, assertion: assertion ?? '' }, 400, 'invalid_grant')
    await expectRefusal({ ...form, assertion: 'no token' }, 400, 'invalid_grant')
  })

  it('gives only the scopes that were asked for and exist', async () => {
    expect(await grant(await sandbox.assertionForm({}, 'bot  drive user.read'))).toMatchObject({
      scope: 'bot user.read',
    })
    expect(await grant(await sandbox.assertionForm({}, ''))).toMatchObject({ scope: '' })
  })
})

describe('a token request', () => {
  it.each([
    ['with a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['without a client', { client_id: '' }, 401, 'invalid_client'],
    ['for another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('%s is refused', async (_what, changes, status, error) => {
    await expectRefusal({ ...(await sandbox.assertionForm()), ...changes }, status, error)
  })

  it('without a grant type is refused', async () => {
    const { grant_type: _left, ...form } = await sandbox.assertionForm()
    await expectRefusal(form, 400, 'invalid_request')
  })

  it('is taken as a form only', async () => {
    const refused = await fetch(`${sandbox.environment.WORKS_AUTH_URL}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(await sandbox.assertionForm()),
    })
    expect(refused.status).toBe(415)
    expect(await refused.json()).toMatchObject({ error: 'invalid_request' })
  })
})

describe('a refresh token', () => {
  const refreshForm = async () => {
    const { client_id = '', client_secret = '', ...form } = await sandbox.assertionForm()
    const { refresh_token = '' } = await grant({ client_id, client_secret, ...form })
    return { client_id, client_secret, grant_type: 'refresh_token', refresh_token }
  }

  it('gives a new access token, and stays as it is', async () => {
    const form = await refreshForm()
    const granted = await grant(form)
    expect(granted).not.toHaveProperty('refresh_token')
    expect(granted.scope).toBe('partner.read')
    expect(await statusOf(granted.access_token)).toBe(200)
    await grant(form)
  })

  it('that was not encoded is refused in another shape', async () => {
    const { refresh_token, ...form } = await refreshForm()
    const refused = await fetch(`${sandbox.environment.WORKS_AUTH_URL}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams(form)}&refresh_token=${refresh_token}`,
    })
    expect(await refused.json()).toEqual({ returnCode: '99', returnMessage: 'UnexpectedError' })
    expect(refused.ok).toBe(false)
  })

  it('that is unknown or 90 days old is refused', async () => {
    const form = await refreshForm()
    await expectRefusal({ ...form, refresh_token: 'unknown' }, 400, 'invalid_grant')
    nowMs += 90 * 86_400_000
    await expectRefusal(form, 400, 'invalid_grant')
  })
})

describe('an access token', () => {
  it('lives a day of real time, whatever the business clock says', async () => {
    const token = await sandbox.token()
    sandbox.clock.advance('P30D')
    expect(await statusOf(token)).toBe(200)
    sandbox.clock.reset()
    nowMs += 86_399_999
    expect(await statusOf(token)).toBe(200)
    nowMs += 1
    expect(await statusOf(token)).toBe(401)
  })

  it('can be revoked', async () => {
    const { client_id = '', client_secret = '' } = await sandbox.assertionForm()
    const token = await sandbox.token()
    const revoke = (secret: string) =>
      fetch(`${sandbox.environment.WORKS_AUTH_URL}/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ client_id, client_secret: secret, token }),
      })
    expect((await revoke('wrong')).status).toBe(401)
    expect(await statusOf(token)).toBe(200)
    expect((await revoke(client_secret)).status).toBe(200)
    expect(await statusOf(token)).toBe(401)
  })
})
