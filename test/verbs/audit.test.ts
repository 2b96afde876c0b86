import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditRow } from '../../src/core/audit.ts'
import type { Instant } from '../../src/core/calendar.ts'
import type { DomainId } from '../../src/core/customer.ts'
import { createAuditRows } from '../../src/storage/audit.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { readSince } from '../../src/verbs/read-since.ts'
import { type Running, run, until } from '../helpers/processes.ts'
import { makeSandboxDir, smallSandbox, verb } from '../helpers/run-verb.ts'

const row: AuditRow = {
  at: '2026-11-20T18:30:00.250Z' as Instant,
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  person: 'U1',
  command: 'customer',
  domainId: '10000001' as DomainId,
  outcome: 'answer',
  isShared: true,
}
const hostile = 'U\u001b[2J\u009b31m\u202e\n2026-11-21\tslack\tU9'

/** What is printed of each, the time left out. */
const untimed = (output: string) =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t').slice(1))

describe('audit, with nobody on the store', () => {
  const place = makeSandboxDir()
  const environment = { DATA_DIR: place.dataDir }
  const audit = (...args: string[]) => verb(['audit', ...args], environment)

  beforeAll(async () => {
    const store = await openStore({ dataDir: join(place.dataDir, 'sandbox') })
    await store.migrate()
    await createAuditRows(store.db).add([
      row,
      { ...row, at: '2026-11-20T18:30:01Z' as Instant, command: null, domainId: null, outcome: 'refused' },
      { ...row, at: '2026-11-20T18:30:02Z' as Instant, person: hostile },
      { ...row, at: new Date(Date.now() - 8 * 24 * 3_600_000).toISOString() as Instant, person: 'week' },
      { ...row, at: new Date().toISOString() as Instant, person: 'now' },
    ])
    await store.close()
  })
  afterAll(() => place.remove())

  it('prints a line each, in the zone of the desk', async () => {
    const { status, output, errors } = await verb(['audit', '--since', '2026-01-01', '--person', 'U1'], {
      ...environment,
      DESK_TIME_ZONE: 'America/Los_Angeles',
    })
    expect([status, errors]).toEqual([0, ''])
    expect(output).toBe(
      [
        '2026-11-20T10:30:00.250-08:00\tslack\tU1\tcustomer\t10000001\tanswer',
        '2026-11-20T10:30:01.000-08:00\tslack\tU1\t-\t-\trefused',
        '',
      ].join('\n'),
    )
  })

  it('goes back seven days unless told otherwise', async () => {
    const people = untimed((await audit()).output).map(([, person]) => person)
    expect(people).toContain('now')
    expect(people).not.toContain('week')
    expect(untimed((await audit('--since', 'P9D')).output).map(([, person]) => person)).toContain('week')
    expect((await audit('--since', 'P0D')).output).toBe('')
  })

  it('prints JSON with all that is known', async () => {
    const { output } = await audit('--since', '2026-01-01T00:00Z', '--person', 'U1', '--json')
    expect(JSON.parse(output.split('\n')[0] ?? '')).toEqual(row)
  })

  it('takes ids for what they are, and shows of them what is harmless', async () => {
    const { output } = await audit('--since', '2026-01-01', '--person', hostile)
    expect(output.split('\n')).toHaveLength(2)
    expect(untimed(output)).toEqual([
      ['slack', 'U[2J31m 2026-11-21 slack U9', 'customer', '10000001', 'answer'],
    ])
    const json = await audit('--since', '2026-01-01', '--person', hostile, '--json')
    expect(json.output).toMatch(/^[ -~]+\n$/)
    expect(JSON.parse(json.output)).toMatchObject({ person: hostile })
    expect((await audit('--since', '2026-01-01', '--person', "U1' or 'a'='a")).output).toBe('')
  })

  it('has no complaint where its reader has seen enough', async () => {
    const script = '{ "$0" src/main.ts audit --since 2026-01-01; echo "status $?" >&2; } | true'
    const shell = spawn('sh', ['-c', script, process.execPath], {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, ...environment },
    })
    const errors = Buffer.concat(await shell.stderr.toArray()).toString()
    expect(errors).toBe('status 0\n')
  })
})

describe('audit, beside a desk that runs', () => {
  let desk: Running
  const place = makeSandboxDir()
  const environment = { DATA_DIR: place.dataDir }
  const audit = (...args: string[]) => verb(['audit', ...args], environment)

  beforeAll(async () => {
    desk = run('src/main.ts', ['serve'], {
      ...{ ...environment, ...smallSandbox },
      ...{ PORT: '0', SANDBOX_PORT: '0' },
    })
    await until(desk, async () => desk.output().includes('Playground: '))
  })
  afterAll(async () => {
    await desk.stop()
    place.remove()
  })

  const asked = [
    ['terminal', 'terminal', 'customer', '10000001', 'answer'],
    ['terminal', 'terminal', 'contact', '10000001', 'answer'],
    ['terminal', 'terminal', '-', '-', 'usage'],
  ]

  it('is answered by that desk, with what was asked a moment ago', async () => {
    for (const line of ['/customer 10000001', 'contact 10000001', 'sesame'])
      await verb(['ask', line], environment)
    const { status, output, errors } = await audit()
    expect([status, errors]).toEqual([0, ''])
    expect(untimed(output)).toEqual(asked)
    expect(untimed((await audit('--person', 'terminal')).output)).toEqual(asked)
    expect((await audit('--person', 'nobody')).output).toBe('')
    expect((await audit('--since', '2999-01-01')).output).toBe('')
  })

  it('finds all of it when the desk has been told to stop at once', async () => {
    await verb(['ask', 'help'], environment)
    expect(await desk.stop()).toBe(0)
    expect(untimed((await audit()).output)).toEqual([
      ...asked,
      ['terminal', 'terminal', 'help', '-', 'answer'],
    ])
  })

  it('finds what was asked where nobody runs', async () => {
    expect((await verb(['ask', 'language'], environment)).status).toBe(0)
    expect(untimed((await audit()).output).at(-1)).toEqual([
      'terminal',
      'terminal',
      'language',
      '-',
      'answer',
    ])
  })
})

describe('audit, called wrongly', () => {
  it.each([
    [['--since', 'yesterday']],
    [['--since', '']],
    [['--since', '2026-02-30']],
    [['--since']],
    [['--person', '']],
    [['now']],
  ])('%j', async (args) => {
    const { status, output, errors } = await verb(['audit', ...args])
    expect([status, output]).toEqual([2, ''])
    expect(errors).not.toBe('')
  })

  it('explains itself', async () => {
    const { status, output } = await verb(['audit', '--help'])
    expect([status, output]).toEqual([0, expect.stringMatching(/ISO 8601.*duration/s)])
  })
})

describe('--since', () => {
  const now = Date.parse('2026-11-21T03:00:00Z')

  it.each([
    ['2026-11-21', '2026-11-20T15:00:00.000Z'],
    ['2026-11-21T10:00', '2026-11-21T01:00:00.000Z'],
    ['2026-11-21T10:00Z', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:30.5-08:00', '2026-11-21T18:00:30.500Z'],
    ['P7D', '2026-11-14T03:00:00.000Z'],
    ['P1W', '2026-11-14T03:00:00.000Z'],
    ['P1M', '2026-10-21T03:00:00.000Z'],
    ['PT90M', '2026-11-21T01:30:00.000Z'],
    ['P99999Y', '1970-01-01T00:00:00.000Z'],
  ])('%s in Tokyo', (text, since) => {
    expect(readSince(text, 'Asia/Tokyo', now)).toBe(since)
  })

  it.each(['7', '7d', 'P', 'PT', 'P7', 'PD', '-P7D', 'P-7D', '2026', '2026-11', '10:00', '2026-11-21 10:00'])(
    '%s is not understood',
    (text) => {
      expect(readSince(text, 'Asia/Tokyo', now)).toBeUndefined()
    },
  )

  it('counts days as the zone has them, where the clocks go back too', () => {
    const after = Date.parse('2026-11-02T12:00:00-08:00')
    expect(readSince('P2D', 'America/Los_Angeles', after)).toBe('2026-10-31T19:00:00.000Z')
  })
})
