import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../src/metrics/metrics.ts'
import { silentLog } from '../helpers/known-partner.ts'

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string; readonly description: string }
}

const page = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8')
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => parse(text) as object)
const alerts = blocks.find((block) => 'groups' in block) as { groups: { rules: Rule[] }[] }
const rules = alerts.groups.flatMap((group) => group.rules)

/** Names with their kind, as the desk tells them. */
const told = new Map<string, string>()
const server = Fastify()

beforeAll(async () => {
  const metrics = createMetrics({ version: '0', wallClock: () => 0 })
  const readStore = async () => ({
    copy: { customers: 0, failed: 0, waiting: 0, oldestSeconds: 0, lastPassSeconds: 0 },
    pending: [],
    ended: [],
    digests: [],
  })
  server.register(metrics.route({ token: undefined, readStore, log: silentLog }))
  const { body } = await server.inject('/metrics')
  for (const [, name = '', kind = ''] of body.matchAll(/^# TYPE (\S+) (\S+)$/gm)) told.set(name, kind)
})
afterAll(() => server.close())

describe('the page on figures', () => {
  it('lists every figure of ours, and no other', () => {
    const listed = [...page.matchAll(/^\| `(partner_desk_\w+)` \|/gm)].map(([, name]) => name)
    const ours = [...told.keys()].filter((name) => name.startsWith('partner_desk_'))
    expect(ours.length).toBeGreaterThan(20)
    expect(listed.toSorted()).toEqual(ours.toSorted())
  })

  it('has five alerts that say what to do', () => {
    expect(rules).toHaveLength(5)
    for (const { alert, labels, annotations, for: time } of rules) {
      expect(alert).toMatch(/^PartnerDesk[A-Z]\w+$/)
      expect(['critical', 'warning']).toContain(labels.severity)
      expect(annotations.summary).toBeTruthy()
      expect(annotations.description).toBeTruthy()
      expect(time ?? '1m').toMatch(/^\d+m$/)
    }
  })

  it('asks only for figures that there are, as the kind that they are', () => {
    for (const { alert, expr } of rules) {
      const names = [...expr.matchAll(/partner_desk_\w+/g)].map(([name]) => name)
      expect(names.length, alert).toBeGreaterThan(0)
      for (const name of names) {
        const base = name.replace(/_(?:bucket|count|sum)$/, '')
        expect(told.get(base), name).toBe(base === name ? told.get(name) : 'histogram')
        expect(told.has(base), name).toBe(true)
        const isRate = new RegExp(`rate\\(${name}\\b`).test(expr)
        expect(isRate, `${alert}: ${name}`).toBe(told.get(base) !== 'gauge')
      }
      const opened = [...expr].filter((char) => char === '(').length
      expect([...expr].filter((char) => char === ')')).toHaveLength(opened)
    }
  })

  it('cuts times at a bucket that there is', async () => {
    const metrics = createMetrics({ version: '0', wallClock: () => 0 })
    metrics.observe({ kind: 'responded', route: '/slack/events', status: 200, ms: 1 })
    const probe = Fastify()
    probe.register(
      metrics.route({
        token: undefined,
        readStore: async () => Promise.reject(new Error('none')),
        log: silentLog,
      }),
    )
    const { body } = await probe.inject('/metrics')
    await probe.close()
    for (const [, le] of rules.flatMap(({ expr }) => [...expr.matchAll(/le="([^"]+)"/g)])) {
      expect(body).toContain(`le="${le}",route="/slack/events"`)
    }
  })
})
