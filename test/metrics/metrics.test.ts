import { setTimeout as delay } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import type { StoreFigures } from '../../src/core/metrics.ts'
import { createMetrics } from '../../src/metrics/metrics.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { figureOf, readFigures } from './read-figures.ts'

const figures: StoreFigures = {
  copy: { customers: 12, failed: 1, waiting: 2, oldestSeconds: 90, lastPassSeconds: 30.5 },
  pending: [{ platform: 'slack', count: 3, oldestSeconds: 7 }],
  ended: [{ platform: 'lineworks', outcome: 'uncertain', count: 4 }],
  digests: [{ platform: 'slack', state: 'sent', count: 5 }],
}

const servers: FastifyInstance[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** A server with the figures of a process of its own. */
async function start({
  token,
  readStore = async () => figures,
  now = () => 0,
}: {
  token?: string
  readStore?: () => Promise<StoreFigures>
  now?: () => number
} = {}) {
  const metrics = createMetrics({ version: '1.2.3', wallClock: now })
  const log = createCollectedLog()
  const server = Fastify({ forceCloseConnections: true })
  servers.push(server)
  server.register(metrics.route({ token, readStore, storeMs: 50, log }))
  server.get('/healthz', async () => ({ alive: true }))
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/metrics`
  return { observe: metrics.observe, log, url, text: async () => (await fetch(url)).text() }
}

describe('the figures', () => {
  it('are told as Prometheus text to whoever asks from this machine', async () => {
    const { url } = await start()
    const reply = await fetch(url)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const text = await reply.text()
    expect(figureOf(text, 'partner_desk_build_info', { version: '1.2.3' })).toBe(1)
    expect(figureOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(figureOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeDefined()
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(url, { method: 'POST' })).status).toBe(404)
  })

  it('are closed to others without a token, and open to its bearer with one', async () => {
    const token = 'a-token-of-some-length'
    const from = (authorization?: string) => ({
      headers: { 'x-forwarded-for': '192.0.2.7', ...(authorization ? { authorization } : {}) },
    })
    const closed = await start()
    expect((await fetch(closed.url, from(`Bearer ${token}`))).status).toBe(404)

    const { url } = await start({ token })
    const denied = await fetch(url, from('Bearer another'))
    expect([denied.status, denied.headers.get('www-authenticate'), await denied.text()]).toEqual([
      401,
      'Bearer',
      '',
    ])
    expect((await fetch(url, from())).status).toBe(401)
    expect(await (await fetch(url, from(`Bearer ${token}`))).text()).toContain('partner_desk_store_up 1')
  })

  it('are counted by each process for itself', async () => {
    const [one, other] = [await start(), await start()]
    one.observe({ kind: 'storeFailed' })
    const name = 'partner_desk_store_query_errors_total'
    expect(figureOf(await one.text(), name)).toBe(1)
    expect(figureOf(await other.text(), name)).toBe(0)
  })

  it('count answers, replies, requests of others and requests to others', async () => {
    const { observe, text } = await start()
    const answered = { kind: 'answered', platform: 'slack', command: 'customer' } as const
    observe({ ...answered, outcome: 'answer', ms: 40 })
    observe({ ...answered, outcome: 'partner_slow', ms: 25_000 })
    observe({ ...answered, outcome: 'refused' })
    observe({ kind: 'replied', platform: 'slack', way: 'button', outcome: 'answer', ms: 1_600 })
    observe({ kind: 'refused', route: '/slack/events', reason: 'timestamp too old' })
    const called = { kind: 'called', api: 'partner', operation: 'customer', ms: 20 } as const
    observe({ ...called, outcome: '503', isRetry: false })
    observe({ ...called, outcome: '200', isRetry: true })
    observe({ kind: 'waited', purpose: 'person', isGiven: false, ms: 3 })

    const told = await text()
    const answers = 'partner_desk_answers_total'
    const command = { platform: 'slack', command: 'customer' }
    expect(figureOf(told, answers, { ...command, outcome: 'answer' })).toBe(1)
    expect(figureOf(told, answers, { ...command, outcome: 'partner_slow' })).toBe(1)
    expect(figureOf(told, answers, { ...command, outcome: 'refused' })).toBe(1)
    // Nobody was answered where somebody was refused.
    expect(figureOf(told, 'partner_desk_answer_seconds_count', command)).toBe(2)
    expect(figureOf(told, 'partner_desk_answer_seconds_sum', command)).toBeCloseTo(25.04)
    const reply = { platform: 'slack', way: 'button', outcome: 'answer' }
    expect(figureOf(told, 'partner_desk_reply_seconds_bucket', { ...reply, le: '1.5' })).toBe(0)
    expect(figureOf(told, 'partner_desk_reply_seconds_bucket', { ...reply, le: '2.5' })).toBe(1)
    const refused = { route: '/slack/events', reason: 'timestamp too old' }
    expect(figureOf(told, 'partner_desk_refused_total', refused)).toBe(1)
    const call = { api: 'partner', operation: 'customer' }
    expect(figureOf(told, 'partner_desk_api_call_seconds_count', { ...call, outcome: '503' })).toBe(1)
    expect(figureOf(told, 'partner_desk_api_call_seconds_count', { ...call, outcome: '200' })).toBe(1)
    expect(figureOf(told, 'partner_desk_api_retries_total', call)).toBe(1)
    const wait = { purpose: 'person', result: 'refused' }
    expect(figureOf(told, 'partner_desk_budget_wait_seconds_count', wait)).toBe(1)
  })

  it('know requests by their route, and no others by name', async () => {
    const { url, text } = await start()
    await fetch(new URL('/healthz?who=misaki', url))
    await fetch(new URL('/made/up/hanako', url))
    const name = 'partner_desk_http_request_seconds_count'
    await expect.poll(async () => figureOf(await text(), name, { route: 'none', status: '404' })).toBe(1)
    const told = await text()
    expect(figureOf(told, name, { route: '/healthz', status: '200' })).toBe(1)
    expect(told).not.toMatch(/misaki|made.up|hanako/)
  })

  it('tell what LINE WORKS has left until its minute is over', async () => {
    let now = 0
    const { observe, text } = await start({ now: () => now })
    const told = { kind: 'limitTold', operation: 'customer' } as const
    observe({ ...told, limit: 240, remaining: 12, resetInSeconds: 30 })
    // A reply that says nothing changes nothing.
    observe({ ...told, limit: undefined, remaining: undefined, resetInSeconds: undefined })
    const left = async () =>
      figureOf(await text(), 'partner_desk_api_limit_remaining', { operation: 'customer' })
    now = 29_999
    expect(await left()).toBe(12)
    now = 30_000
    expect(await left()).toBe(240)
    expect(figureOf(await text(), 'partner_desk_api_limit', { operation: 'customer' })).toBe(240)
  })
})

describe('the figures of the store', () => {
  it('are told with those of the process', async () => {
    const { text } = await start()
    const told = await text()
    expect(
      readFigures(told)
        .filter(({ name, value }) => /_(store_up|copy_|pending_|ended_|digests)/.test(name) && value > 0)
        .map(({ name, labels, value }) => [name.replace('partner_desk_', ''), labels, value]),
    ).toEqual([
      ['store_up', {}, 1],
      ['copy_customers', {}, 12],
      ['copy_failed_customers', {}, 1],
      ['copy_waiting_customers', {}, 2],
      ['copy_last_pass_age_seconds', {}, 30.5],
      ['copy_oldest_age_seconds', {}, 90],
      ['pending_answers', { platform: 'slack' }, 3],
      ['pending_answers_oldest_seconds', { platform: 'slack' }, 7],
      ['ended_answers', { platform: 'lineworks', outcome: 'uncertain' }, 4],
      ['digests', { platform: 'slack', state: 'sent' }, 5],
    ])
  })

  it('count none of what has not happened yet, so that the first is seen as a rise', async () => {
    const { text } = await start()
    const told = await text()
    const failed = { platform: 'slack', state: 'failed' }
    expect(figureOf(told, 'partner_desk_digests', failed)).toBe(0)
    expect(figureOf(told, 'partner_desk_ended_answers', { platform: 'slack', outcome: 'uncertain' })).toBe(0)
    expect(figureOf(told, 'partner_desk_pending_answers', { platform: 'lineworks' })).toBe(0)
    expect(figureOf(told, 'partner_desk_pending_answers_oldest_seconds', { platform: 'lineworks' })).toBe(
      undefined,
    )
  })

  it('leave out an age that nothing has yet', async () => {
    const copy = { ...figures.copy, oldestSeconds: null, lastPassSeconds: null }
    const { text } = await start({ readStore: async () => ({ ...figures, copy }) })
    expect(await text()).not.toContain('age_seconds')
  })

  it('are left out while the store fails, and are back with it', async () => {
    let isDown = true
    const { text, log } = await start({
      readStore: async () => {
        if (isDown) throw new Error('connection refused')
        return figures
      },
    })
    const told = await text()
    expect(figureOf(told, 'partner_desk_store_up')).toBe(0)
    expect(told).not.toContain('copy_customers')
    expect(figureOf(told, 'process_cpu_seconds_total')).toBeDefined()
    expect(log.lines.map(({ message }) => message)).toEqual(['figures of the store could not be read'])
    isDown = false
    expect(figureOf(await text(), 'partner_desk_store_up')).toBe(1)
  })

  it('are not waited for where the store hangs, which is asked once', async () => {
    const hanging = Promise.withResolvers<StoreFigures>()
    let asked = 0
    const { text } = await start({
      readStore: () => {
        asked += 1
        return hanging.promise
      },
    })
    for (const told of await Promise.all([text(), text()])) {
      expect(figureOf(told, 'partner_desk_store_up')).toBe(0)
    }
    expect(figureOf(await text(), 'partner_desk_store_up')).toBe(0)
    expect(asked).toBe(1)
    hanging.resolve(figures)
    await delay(0)
    expect(figureOf(await text(), 'partner_desk_store_up')).toBe(1)
    expect(asked).toBe(2)
  })
})
