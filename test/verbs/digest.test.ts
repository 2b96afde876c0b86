import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import { makeSandboxDir, verb } from '../helpers/run-verb.ts'
import { cells, digest, rule, saveDigests } from './saved-digests.ts'

/** A store opens within this also on a busy machine. */
const startMs = 60_000
const hostile = 'R\u001b[2J\u202e\nslack\tT9'

describe('digest, with nobody on the store', () => {
  const place = makeSandboxDir()
  const digests = (...args: string[]) => verb(['digest', ...args], { DATA_DIR: place.dataDir })

  beforeAll(async () => {
    await saveDigests(place.dataDir, [
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

describe('digest run', () => {
  it('delivers what is due, once', async () => {
    const place = makeSandboxDir()
    const dueAt = new Date(Date.now() - 60_000).toISOString()
    const due = {
      ...digest,
      rule: { ...rule, at: dueAt.slice(11, 16), zone: 'UTC', days: 7, everyDay: true },
    }
    await saveDigests(place.dataDir, [{ ...due, nextAt: `${dueAt.slice(0, 16)}:00.000Z` as Instant }])
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
