import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Audited, AuditRow } from '../../src/core/audit.ts'
import { createBatchedAudit } from '../../src/storage/batched-audit.ts'
import { createCollectedLog } from '../works/collected-log.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T09:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const by = (person: string): Audited => ({
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  person,
  command: 'customer',
  domainId: null,
  outcome: 'answer',
  isShared: false,
})
const never = Promise.withResolvers<void>().promise

/** On a store in memory, which fails or hangs while it is told to. */
function start({ mostWaiting = 10_000 } = {}) {
  const batches: AuditRow[][] = []
  const tries: number[] = []
  const log = createCollectedLog()
  let state: 'well' | 'failing' | 'hanging' = 'well'
  const audit = createBatchedAudit({
    rows: {
      async add(rows) {
        tries.push(rows.length)
        if (state === 'hanging') await never
        if (state === 'failing') throw new Error('the store is down')
        batches.push([...rows])
      },
      async *find() {
        yield* batches.flat()
      },
      prune: async () => {},
    },
    wallClock: Date.now,
    log,
    mostWaiting,
  })
  return {
    audit,
    log,
    tries,
    turn(to: typeof state) {
      state = to
    },
    people: () => batches.map((batch) => batch.map(({ person }) => person)),
  }
}

const wish = { since: '2026-11-21T00:00:00Z' } as Parameters<ReturnType<typeof start>['audit']['find']>[0]

describe('what is noted', () => {
  it('is written half a second later, together, with the time at which it was noted', async () => {
    const { audit, people } = start()
    audit.note(by('U1'))
    await vi.advanceTimersByTimeAsync(499)
    audit.note(by('U2'))
    expect(people()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(people()).toEqual([['U1', 'U2']])
    expect((await Array.fromAsync(audit.find(wish))).map(({ at }) => at)).toEqual([
      '2026-11-21T09:00:00.000Z',
      '2026-11-21T09:00:00.499Z',
    ])
  })

  it('is written at once where it has become much', async () => {
    const { audit, tries } = start()
    for (let number = 0; number < 1_500; number += 1) audit.note(by(`U${number}`))
    await vi.advanceTimersByTimeAsync(0)
    expect(tries).toEqual([1_000, 500])
  })

  it('is found before it is written', async () => {
    const { audit } = start()
    audit.note(by('U1'))
    expect(await Array.fromAsync(audit.find(wish))).toMatchObject([{ person: 'U1' }])
  })

  it('is written before the end', async () => {
    const { audit, people, log } = start()
    audit.note(by('U1'))
    await audit.close()
    expect(people()).toEqual([['U1']])
    expect(log.lines).toEqual([])
  })

  it('is written at once where the end has begun', async () => {
    const { audit, people } = start()
    await audit.close()
    audit.note(by('late'))
    await vi.advanceTimersByTimeAsync(0)
    expect(people()).toEqual([['late']])
  })

  it('is not written twice', async () => {
    const { audit, people } = start()
    audit.note(by('U1'))
    const finding = Array.fromAsync(audit.find(wish))
    audit.note(by('U2'))
    await Promise.all([finding, audit.close()])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(people().flat()).toEqual(['U1', 'U2'])
  })
})

describe('a store that fails', () => {
  it.each(['failing', 'hanging'] as const)(
    'costs a line in the log, and nothing once it is well (%s)',
    async (how) => {
      const { audit, people, log, turn } = start()
      turn(how)
      audit.note(by('U1'))
      await vi.advanceTimersByTimeAsync(500 + 3_000)
      expect(log.lines).toMatchObject([{ level: 'warn', fields: { waiting: 1, err: expect.any(Error) } }])
      audit.note(by('U2'))
      turn('well')
      await vi.advanceTimersByTimeAsync(5_000)
      expect(people()).toEqual([['U1', 'U2']])
      expect(log.lines).toHaveLength(1)
    },
  )

  it('is asked again every five seconds, not more often', async () => {
    const { audit, tries, turn } = start()
    turn('failing')
    audit.note(by('U1'))
    await vi.advanceTimersByTimeAsync(500)
    for (let second = 0; second < 20; second += 1) {
      audit.note(by('U2'))
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(tries).toHaveLength(5)
  })

  it('costs rows only where they are more than fit, and that is told', async () => {
    const { audit, people, log, turn } = start({ mostWaiting: 2 })
    turn('failing')
    for (const person of ['U1', 'U2', 'U3', 'U4']) audit.note(by(person))
    await vi.advanceTimersByTimeAsync(500)
    turn('well')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(people()).toEqual([['U1', 'U2']])
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { dropped: 2 } })
  })

  it('does not keep the process from its end, and what is lost is told', async () => {
    const { audit, log, turn } = start()
    turn('hanging')
    audit.note(by('U1'))
    const closing = audit.close()
    await vi.advanceTimersByTimeAsync(3_000)
    await closing
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { lost: 1 } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is tried once more at the end', async () => {
    const { audit, people, turn } = start()
    turn('hanging')
    audit.note(by('U1'))
    await vi.advanceTimersByTimeAsync(500)
    const closing = audit.close()
    turn('well')
    await vi.advanceTimersByTimeAsync(3_000)
    await closing
    expect(people()).toEqual([['U1']])
  })
})

describe('what has to be on record first', () => {
  it('is written by itself, at once', async () => {
    const { audit, people } = start()
    audit.note(by('U1'))
    await audit.write(by('U2'))
    expect(people()).toEqual([['U2']])
  })

  it('rejects where the store fails', async () => {
    const { audit, turn } = start()
    turn('failing')
    await expect(audit.write(by('U1'))).rejects.toThrow('the store is down')
  })

  it('rejects where the store does not answer within three seconds', async () => {
    const { audit, turn } = start()
    turn('hanging')
    const rejected = expect(audit.write(by('U1'))).rejects.toThrow('not written within 3000 ms')
    await vi.advanceTimersByTimeAsync(3_000)
    await rejected
  })
})
