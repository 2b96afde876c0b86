import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../src/core/calendar.ts'
import type { Digest } from '../src/core/digest/digest.ts'
import { createDigestRows } from '../src/storage/digests/digest-rows.ts'
import { openStore } from '../src/storage/open/open-store.ts'
import { type Running, run, until } from './helpers/processes.ts'
import { makeSandboxDir, verb } from './helpers/run-verb.ts'

/** A room of the sandbox that the bot is in; with one token any workspace is that token’s. */
const slackRoom = {
  platform: 'slack',
  workspace: 'T0DESK00001',
  room: 'C0DESK00001',
  isDirect: false,
} as const
const rule = {
  at: '09:00',
  zone: 'Asia/Tokyo',
  days: 30,
  locale: 'ja',
  contains: null,
  everyDay: false,
} as const
const digest: Digest = {
  ...slackRoom,
  rule,
  setBy: { person: 'U1', name: '佐藤 美咲' },
  nextAt: '2099-11-20T00:00:00.000Z' as Instant,
  paused: null,
}
/** A store opens, and a desk starts, within this also on a busy machine. */
const startMs = 60_000
const hostile = 'R\u001b[2J\u202e\nslack\tT9'

async function save(dataDir: string, digests: readonly Digest[]): Promise<void> {
  const store = await openStore({ dataDir: join(dataDir, 'sandbox') })
  await store.migrate()
  const rows = createDigestRows(store.db)
  for (const each of digests) await rows.save(each)
  await store.close()
}

const cells = (output: string) =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))

describe('digest, with nobody on the store', () => {
  const place = makeSandboxDir()
  const digests = (...args: string[]) => verb(['digest', ...args], { DATA_DIR: place.dataDir })

  beforeAll(async () => {
    await save(place.dataDir, [
      digest,
      {
        ...digest,
        platform: 'lineworks',
        workspace: '400000001',
        rule: { ...rule, days: 14, contains: 'team "A"', everyDay: true, locale: 'en', zone: 'America/Nuuk' },
      },
      { ...digest, workspace: 'T2', paused: 'gone' },
      { ...digest, room: hostile },
    ])
  }, startMs)
  afterAll(() => place.remove())

  it('lists every room with its rule as it is typed, and its next time there', async () => {
    const { status, output, errors } = await digests('list')
    expect([status, errors]).toEqual([0, ''])
    expect(cells(output)).toEqual([
      [
        'lineworks',
        '400000001',
        'C0DESK00001',
        'digest daily 09:00 America/Nuuk within 14 in en every day for "team A"',
        '2099-11-19T22:00:00.000-02:00',
      ],
      [
        'slack',
        'T0DESK00001',
        'C0DESK00001',
        'digest daily 09:00 Asia/Tokyo within 30 in ja',
        '2099-11-20T09:00:00.000+09:00',
      ],
      ['slack', 'T0DESK00001', 'R[2J slack T9', expect.any(String), expect.any(String)],
      ['slack', 'T2', 'C0DESK00001', expect.any(String), 'paused: gone'],
    ])
  })

  it('shows what a room would get now, as the room would read it, and posts nothing', async () => {
    const { status, output, errors } = await digests('now', '--room', 'C0DESK00001', '--workspace', 'T2')
    expect([status, errors]).toEqual([0, ''])
    expect(output).toMatch(/[ぁ-ん]/)
    const asBlocks = await digests('now', '--room', hostile, '--format', 'slack')
    expect(JSON.parse(asBlocks.output)).toHaveProperty('blocks')
    const spoken = await digests(
      'now',
      '--room',
      'C0DESK00001',
      '--platform',
      'lineworks',
      '--format',
      'json',
    )
    expect(JSON.parse(spoken.output)).toMatchObject({ kind: 'answer', locale: 'en' })
  })

  it('asks which is meant where several rooms have the name', async () => {
    const { status, output, errors } = await digests('now', '--room', 'C0DESK00001', '--platform', 'slack')
    expect([status, output]).toEqual([2, ''])
    expect(errors).toContain('--workspace')
  })

  it('fails for a room without one', async () => {
    const { status, output, errors } = await digests('now', '--room', 'C404')
    expect([status, output]).toEqual([1, ''])
    expect(errors).toContain('C404 has no digest')
  })

  it('runs nothing where nothing is due', async () => {
    const { status, output, errors } = await digests('run')
    expect([status, output, errors]).toEqual([0, 'nothing was due\n', ''])
  })
})

describe('digest, where no room has one', () => {
  it('says so', async () => {
    const place = makeSandboxDir()
    expect((await verb(['digest', 'list'], { DATA_DIR: place.dataDir })).output).toBe(
      'no room has a digest\n',
    )
    place.remove()
  })
})

describe('digest, beside a desk that runs', () => {
  let desk: Running
  const place = makeSandboxDir()
  const environment = { DATA_DIR: place.dataDir }
  const digests = (...args: string[]) => verb(['digest', ...args], environment)

  beforeAll(async () => {
    await save(place.dataDir, [digest, { ...digest, workspace: 'T2' }])
    desk = run('src/main.ts', ['serve'], { ...environment, PORT: '0', SANDBOX_PORT: '0' })
    await until(desk, async () => desk.output().includes('Playground: '))
  }, startMs)
  afterAll(async () => {
    await desk.stop()
    place.remove()
  })

  it('is answered by that desk', async () => {
    const { status, output, errors } = await digests('list')
    expect([status, errors]).toEqual([0, ''])
    expect(cells(output).map(([platform, workspace]) => [platform, workspace])).toEqual([
      ['slack', 'T0DESK00001'],
      ['slack', 'T2'],
    ])
    const shown = await digests('now', '--room', 'C0DESK00001', '--workspace', 'T2')
    expect([shown.status, shown.output]).toEqual([0, expect.stringMatching(/[ぁ-ん]/)])
    expect((await digests('now', '--room', 'C404')).status).toBe(1)
    expect(await digests('run')).toEqual({ status: 0, output: 'nothing was due\n', errors: '' })
  })
})

describe('digest run', () => {
  it('delivers what is due, once', async () => {
    const place = makeSandboxDir()
    const dueAt = new Date(Date.now() - 60_000).toISOString()
    const due = { ...digest, rule: { ...rule, at: dueAt.slice(11, 16), zone: 'UTC', everyDay: true } }
    await save(place.dataDir, [{ ...due, nextAt: `${dueAt.slice(0, 16)}:00.000Z` as Instant }])
    const first = await verb(['digest', 'run'], { DATA_DIR: place.dataDir })
    expect(cells(first.output)).toEqual([
      ['slack', 'T0DESK00001', 'C0DESK00001', dueAt.slice(0, 10), 'sent', expect.any(String)],
    ])
    expect([first.status, first.errors]).toEqual([0, ''])
    const second = await verb(['digest', 'run'], { DATA_DIR: place.dataDir })
    expect(second).toEqual({ status: 0, output: 'nothing was due\n', errors: '' })
    place.remove()
  })
})

describe('digest, called wrongly', () => {
  it.each([
    [[]],
    [['now']],
    [['sing']],
    [['list', 'all']],
    [['now', '--room']],
    [['now', '--room', 'C1', '--platform', 'irc']],
    [['now', '--room', 'C1', '--format', 'pdf']],
  ])('%j', async (args) => {
    const { status, output, errors } = await verb(['digest', ...args])
    expect([status, output]).toEqual([2, ''])
    expect(errors).not.toBe('')
  })

  it('explains itself', async () => {
    const { status, output } = await verb(['digest', 'now', '--help'])
    expect([status, output]).toEqual([0, expect.stringContaining('without posting')])
  })
})
