import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let sandbox: TestSandbox
let token: string

beforeAll(async () => {
  sandbox = await startForTest()
  token = await sandbox.token()
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await sandbox.control('reset', {})
})

const setFault = async (fault: object) =>
  expect((await sandbox.control('faults', { target: 'partner', ...fault })).status).toBe(200)

const path = '/partners/customers/10000001'
const read = () => sandbox.read(path, token)
const requestsDone = async () => Number((await read()).headers.get('ratelimit-ssed')) - 1

describe('status', () => {
  it('gives the status in the shape of the API', async () => {
    await setFault({ kind: 'status', status: 500 })
    const answer = await read()
    expect(answer.status).toBe(500)
    expect(await answer.json()).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  })

  it('gives a 503 without a body', async () => {
    await setFault({ kind: 'status', status: 503 })
    const answer = await read()
    expect(answer.status).toBe(503)
    expect(await answer.text()).toBe('')
  })

  it('gives a 429 that says how long to wait', async () => {
    await setFault({ kind: 'status', status: 429, delayMs: 7_000 })
    const answer = await read()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('ratelimit-reset')).toBe('7')
    expect(answer.headers.has('retry-after')).toBe(false)
  })

  it('meets sign-in in the shape of sign-in', async () => {
    await setFault({ target: 'auth', kind: 'status', status: 500 })
    const answer = await sandbox.signIn(await sandbox.assertionForm())
    expect(answer.status).toBe(500)
    expect(await answer.json()).toMatchObject({ error: 'server_error' })
  })
})

describe('what comes instead of the answer', () => {
  it('slow: the answer, late', async () => {
    await setFault({ kind: 'slow', delayMs: 100 })
    const startedAt = performance.now()
    expect((await read()).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99)
  })

  it('hang: nothing', async () => {
    await setFault({ kind: 'hang' })
    const answer = fetch(`${sandbox.environment.WORKS_API_URL}${path}`, { signal: AbortSignal.timeout(150) })
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('truncate: the first half, in good HTTP', async () => {
    const whole = await (await read()).text()
    await setFault({ kind: 'truncate' })
    const answer = await read()
    const half = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(half).toBe(whole.slice(0, Math.ceil(whole.length / 2)))
    expect(() => JSON.parse(half)).toThrow(SyntaxError)
  })

  it.each([200, 502])('html: a page with status %i', async (status) => {
    await setFault({ kind: 'html', status })
    const answer = await read()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await answer.text()).toContain('<h1>')
  })

  it('redirect: the answer is elsewhere, for those who bring their token along', async () => {
    await setFault({ kind: 'redirect' })
    const headers = { authorization: `Bearer ${token}` }
    const url = `${sandbox.environment.WORKS_API_URL}${path}`
    const answer = await fetch(url, { headers, redirect: 'manual' })
    expect(answer.status).toBe(307)
    const elsewhere = answer.headers.get('location') ?? ''
    expect(new URL(elsewhere).host).not.toBe(new URL(url).host)
    expect((await fetch(elsewhere, { headers })).status).toBe(200)

    const followed = await fetch(url, { headers })
    expect(followed.redirected).toBe(true)
    expect(followed.status).toBe(401)
  })

  it('redirect: keeps the query, and counts once for both requests', async () => {
    await setFault({ kind: 'redirect', times: 2 })
    const url = `${sandbox.environment.WORKS_API_URL}/partners/customers?count=3`
    for (let time = 0; time < 2; time += 1) {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(url, { headers, redirect: 'manual' })
      const followed = await fetch(answer.headers.get('location') ?? '', { headers })
      expect(await followed.json()).toMatchObject({ customers: [{}, {}, {}] })
    }
    expect((await read()).status).toBe(200)
  })

  it('drop: the connection breaks and nothing was done', async () => {
    await setFault({ kind: 'drop', times: 1 })
    await expect(read()).rejects.toThrow('fetch failed')
    expect(await requestsDone()).toBe(0)
  })

  it('dropAfterAccept: the connection breaks and it was done', async () => {
    await setFault({ kind: 'dropAfterAccept', times: 1 })
    await expect(read()).rejects.toThrow('fetch failed')
    expect(await requestsDone()).toBe(1)
  })
})

describe('a fault', () => {
  it('meets as many requests as its times, then is gone', async () => {
    await setFault({ kind: 'status', status: 500, times: 2 })
    const statuses = [(await read()).status, (await read()).status, (await read()).status]
    expect(statuses).toEqual([500, 500, 200])
  })

  it('without times stays until it is cleared', async () => {
    await setFault({ kind: 'status', status: 500 })
    for (let time = 0; time < 3; time += 1) expect((await read()).status).toBe(500)
    expect(await (await sandbox.control('faults', {})).json()).toEqual({ faults: [] })
    expect((await read()).status).toBe(200)
  })

  it('of one operation leaves the others alone', async () => {
    await setFault({ kind: 'status', status: 500, operation: 'subscriptions.list' })
    expect((await read()).status).toBe(200)
    expect((await sandbox.read(`${path}/subscriptions`, token)).status).toBe(500)
  })

  it('can be set for each operation that there is, and for no other', async () => {
    const known = {
      partner: ['customers.list', 'customers.get', 'subscriptions.list', 'optionProducts.list'],
      auth: ['token', 'revoke'],
      slack: ['chat.postMessage', 'users.info', 'response_url'],
      lineworks: ['bot.users.messages', 'bot.channels.messages', 'users.get'],
    }
    for (const [target, operations] of Object.entries(known))
      for (const operation of operations) await setFault({ target, operation, kind: 'hang', times: 1 })
    await sandbox.control('faults', {})

    const refused = await sandbox.control('faults', {
      target: 'partner',
      operation: 'subscriptions',
      kind: 'hang',
    })
    expect(refused.status).toBe(400)
    const { message } = (await refused.json()) as { message: string }
    expect(message).toContain(
      'customers.list, customers.get, subscriptions.list, optionProducts.list, optionProducts.renewal, ' +
        'optionProductOrders.list, optionProductOrders.get',
    )
    expect(await (await fetch(`${sandbox.url}/_sandbox/faults`)).json()).toEqual({ faults: [] })
  })

  it('is listed for as long as it waits', async () => {
    await setFault({ kind: 'status', status: 500, times: 2 })
    await read()
    const listed = await fetch(`${sandbox.url}/_sandbox/faults`)
    expect(await listed.json()).toEqual({
      faults: [{ target: 'partner', kind: 'status', status: 500, times: 1 }],
    })
  })

  it('waits until those set before it are used up', async () => {
    await setFault({ kind: 'status', status: 500, times: 1 })
    await setFault({ kind: 'status', status: 404, times: 1 })
    const statuses = [(await read()).status, (await read()).status, (await read()).status]
    expect(statuses).toEqual([500, 404, 200])
  })
})
