import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from '../../src/core/customer.ts'
import type { Partner } from '../../src/core/ports.ts'
import { createPartner } from '../../src/partner/partner.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { createBudget } from '../../src/works/budget.ts'
import { type Http, openHttp } from '../../src/works/http.ts'
import { createSignIn } from '../../src/works/sign-in.ts'
import { createCollectedLog } from '../works/collected-log.ts'

const wallClock = () => Date.now()
const options = { correlationId: 'c-1' }

let sandbox: Sandbox
let http: Http
let partner: Partner
const log = createCollectedLog()

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    customers: 60,
    seed: 'partner',
    rateLimit: 240,
    timeScale: 1,
    deskUrl: () => 'http://127.0.0.1:9',
  })
  const setting = (name: string) => sandbox.environment[name] ?? ''
  http = openHttp()
  const signIn = createSignIn({
    authUrl: setting('WORKS_AUTH_URL'),
    clientId: setting('WORKS_CLIENT_ID'),
    clientSecret: setting('WORKS_CLIENT_SECRET'),
    serviceAccount: setting('WORKS_SERVICE_ACCOUNT'),
    privateKey: setting('WORKS_PRIVATE_KEY').replaceAll('\\n', '\n'),
    scopes: setting('WORKS_SCOPES'),
    http,
    wallClock,
    log,
  })
  const budget = createBudget({ limit: 240, wallClock })
  partner = createPartner({ apiUrl: setting('WORKS_API_URL'), signIn, budget, http, wallClock, log })
})

afterAll(async () => {
  http.close()
  await sandbox.close()
})

async function listAll(): Promise<readonly Customer[]> {
  const all: Customer[] = []
  let cursor: string | null = null
  do {
    const page = await partner.customers(cursor, options)
    all.push(...page.customers)
    cursor = page.nextCursor
  } while (cursor !== null)
  return all
}

describe('the client against the sandbox', () => {
  it('signs in, follows the cursor and finds every customer once', async () => {
    const all = await listAll()
    expect(new Set(all.map(({ domainId }) => domainId)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(60)
    expect(all.map(({ domainId }) => domainId)).toContain('10000001')
    expect(log.lines.filter(({ message }) => message === 'rows without an ID')).toEqual([])
  })

  it('reads everything of every customer', async () => {
    const all = await listAll()
    const read = await Promise.all(
      all.map(async ({ domainId: id }) => {
        const [customer, contracts, held, tasks] = await Promise.all([
          partner.customer(id, options),
          partner.subscriptions(id, options),
          partner.options(id, options),
          partner.scheduledTasks(id, options),
        ])
        expect(customer.domainId).toBe(id)
        for (const { domainId } of contracts) expect(domainId === null || domainId === id).toBe(true)
        return { held, tasks, id }
      }),
    )
    const [some] = read.filter(({ held }) => held.length > 0)
    for (const { optionId } of some?.held ?? []) {
      const renewal = await partner.optionRenewal(
        some?.id ?? all[0]?.domainId ?? expect.fail(),
        optionId,
        options,
      )
      expect(renewal === null || renewal.optionId === optionId).toBe(true)
    }
    const [planned] = read.filter(({ tasks }) => tasks.length > 0)
    const task = planned?.tasks[0] ?? expect.fail('nobody has a task')
    expect(await partner.scheduledTask(planned?.id ?? expect.fail(), task.optionId, options)).toMatchObject({
      optionId: task.optionId,
      appliesOn: task.appliesOn,
    })
  })

  it('keeps the digits of the longest ids', async () => {
    const long = (await listAll()).find(({ domainId }) => domainId.length === 19)
    expect(long).toBeDefined()
    expect(BigInt(long?.domainId ?? 0) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true)
    expect((await partner.customer(long?.domainId ?? expect.fail(), options)).domainId).toBe(long?.domainId)
  })

  it('is told of an unknown customer', async () => {
    await expect(partner.customer('999999999999' as Customer['domainId'], options)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
