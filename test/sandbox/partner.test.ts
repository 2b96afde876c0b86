import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startForTest, type TestSandbox } from './start-for-test.ts'

let sandbox: TestSandbox
let token: string

beforeAll(async () => {
  sandbox = await startForTest({ rateLimit: 10_000 })
  token = await sandbox.token()
})
afterAll(() => sandbox.close())

interface Page {
  customers: { domainId: number; domain: string; companyName: string; partnership?: object }[]
  responseMetaData: { nextCursor: string | null }
}

const readPage = async (query: string): Promise<Page> =>
  (await sandbox.read(`/partners/customers?${query}`, token)).json() as Promise<Page>

/** All pages from the first to the one without a cursor. */
async function readAll(query: string): Promise<{ rows: Page['customers']; cursors: string[] }> {
  const rows: Page['customers'] = []
  const cursors: string[] = []
  for (let page = await readPage(query); ; ) {
    rows.push(...page.customers)
    const cursor = page.responseMetaData.nextCursor
    if (cursor === null) return { rows, cursors }
    cursors.push(cursor)
    page = await readPage(`${query}&cursor=${encodeURIComponent(cursor)}`)
  }
}

describe('the list of customers', () => {
  it('gives ten without a count, and names the next page', async () => {
    const page = await readPage('')
    expect(page.customers).toHaveLength(10)
    expect(page.responseMetaData.nextCursor).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(page.customers[0]).toHaveProperty('partnership')
  })

  it.each([1, 7, 30])('covers everyone exactly once in pages of %i', async (count) => {
    const { rows } = await readAll(`count=${count}`)
    expect(rows).toHaveLength(60)
    expect(new Set(rows.map(({ domain }) => domain)).size).toBe(60)
  })

  it('has cursors that need encoding, and refuses them without', async () => {
    const { cursors } = await readAll('count=1')
    const joined = cursors.join('')
    expect(joined).toContain('+')
    expect(joined).toContain('/')
    expect(joined).toContain('=')

    const plus = cursors.find((cursor) => cursor.includes('+'))
    const refused = await sandbox.read(`/partners/customers?cursor=${plus}`, token)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'INVALID_PARAMETER' })
  })

  it('orders by name both ways, and keeps the order from page to page', async () => {
    const ascending = await readAll('orderBy=name%20asc&count=13')
    const descending = await readAll('orderBy=name%20desc&count=13')
    const names = ascending.rows.map(({ companyName }) => companyName)
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(descending.rows.map(({ domain }) => domain)).toEqual(
      ascending.rows.map(({ domain }) => domain).toReversed(),
    )
  })

  it('finds a domain by its exact name only', async () => {
    expect((await readPage('domain=example.com')).customers.map(({ domainId }) => domainId)).toEqual([
      10000001,
    ])
    expect(await readPage('domain=example')).toEqual({
      customers: [],
      responseMetaData: { nextCursor: null },
    })
  })

  it.each(['count=0', 'count=31', 'count=ten', 'count=1&count=2', 'orderBy=age', 'cursor=MTA=', 'cursor='])(
    'refuses %s',
    async (query) => {
      const refused = await sandbox.read(`/partners/customers?${query}`, token)
      expect(refused.status).toBe(400)
      expect(await refused.json()).toMatchObject({ code: 'INVALID_PARAMETER' })
    },
  )
})

describe('one customer', () => {
  it.each([
    ['', { domainId: 10000001, companyName: 'LINE WORKS Corp.' }],
    ['/subscriptions', { subscriptions: [{ productId: 'STD_T', status: 'ACTIVE' }] }],
    ['/option-products', { optionProducts: [{ optionProductId: 'DRV' }, {}, {}] }],
    ['/option-products/DRV/renewal', { optionProductId: 'DRV', type: 'STAY' }],
    ['/option-product-orders', { optionProductOrders: [{ optionProductId: 'DRV' }, {}] }],
    ['/option-product-orders/DRV', { optionProductId: 'DRV', type: 'START_PAID_SERVICE' }],
  ])('answers %s', async (path, expected) => {
    const answer = await sandbox.read(`/partners/customers/10000001${path}`, token)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject(expected)
  })

  it('keeps every digit of long ids, as numbers', async () => {
    const profile = await sandbox.read('/partners/customers/1234567890123456789', token)
    expect(await profile.text()).toContain('"domainId":1234567890123456789,')
    const contracts = await sandbox.read('/partners/customers/1234567890123456789/subscriptions', token)
    expect(await contracts.text()).toContain('"subscriptionId":9007199254740993001,')
  })

  it('follows the clock', async () => {
    sandbox.clock.advance('P14D')
    const answer = await sandbox.read('/partners/customers/10000001/subscriptions', token)
    sandbox.clock.reset()
    expect(await answer.json()).toMatchObject({ subscriptions: [{ status: 'SUSPENDED_TRIALEND' }] })
  })
})

describe('what is not there', () => {
  it.each([
    ['an unknown customer with an even id', '/partners/customers/99999998', 404, 'NOT_FOUND'],
    ['an unknown customer with an odd id', '/partners/customers/99999999', 403, 'ACCESS_DENIED'],
    [
      'an unknown customer of a deeper read',
      '/partners/customers/99999999/subscriptions',
      403,
      'ACCESS_DENIED',
    ],
    ['no renewal, id of 3n', '/partners/customers/10000002/option-products/BCT/renewal', 404, 'NOT_FOUND'],
    ['no task, id of 3n', '/partners/customers/10000002/option-product-orders/CST_M', 404, 'NOT_FOUND'],
    [
      'no renewal, id of 3n + 1',
      '/partners/customers/10000009/option-products/XYZ/renewal',
      403,
      'ACCESS_DENIED',
    ],
    ['no task, id of 3n + 1', '/partners/customers/10000009/option-product-orders/DRV', 403, 'ACCESS_DENIED'],
  ])('%s', async (_what, path, status, code) => {
    const answer = await sandbox.read(path, token)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code, description: expect.any(String) })
  })

  it.each(['option-products/BCT/renewal', 'option-product-orders/ACV2'])(
    'nothing set for %s of an id of 3n + 2 is an empty object',
    async (path) => {
      const answer = await sandbox.read(`/partners/customers/10000001/${path}`, token)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({})
    },
  )

  it.each([
    '/partners/customers/abc',
    '/partners/customers/010000001',
    '/partners/customers/12345678901234567890',
    '/partners/customers/10000001/usages',
    '/partners/customers/10000001/',
    '/bots/1/channels/2/messages',
  ])('%s is no path of the API', async (path) => {
    const answer = await sandbox.read(path, token)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ code: 'NOT_FOUND', description: 'Api not exists' })
  })
})

describe('who may read', () => {
  it.each([
    ['no token', undefined],
    ['garbage', 'garbage'],
  ])('nobody with %s', async (_what, bearer) => {
    const refused = await sandbox.read('/partners/customers/10000001', bearer)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await refused.json()).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  it('nobody with a token for something else', async () => {
    const refused = await sandbox.read('/partners/customers/10000001', await sandbox.token('bot user.read'))
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('somebody with either partner scope', async () => {
    const answer = await sandbox.read('/partners/customers/10000001', await sandbox.token('bot partner'))
    expect(answer.status).toBe(200)
  })
})
