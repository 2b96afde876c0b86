import { describe, expect, it } from 'vitest'
import { type ChaosOptions, chaos } from './chaos/chaos.ts'
import { kinds } from './chaos/kinds.ts'
import { findPostgres } from './helpers/store-places.ts'

const postgres = await findPostgres()

/** One round of some kinds; `npm run chaos` plays all of them, several times. */
function play(store: string, names: readonly string[], load: ChaosOptions['load']) {
  return chaos({
    seed: 'test',
    store,
    rounds: 1,
    // A digest whose message is unclear is looked for after a quarter of a minute, which is too long for here.
    kinds: kinds.flatMap(({ hasDigests: _none, ...kind }) => (names.includes(kind.name) ? [kind] : [])),
    load,
    spanMs: 600,
    troubleMs: 500,
    onStep: () => {},
    signal: new AbortController().signal,
  })
}

describe('a desk in trouble', { concurrent: true }, () => {
  it('answers on the embedded store what it acknowledged before it was killed, and posts its digests once', async () => {
    const { rows, troubles } = await play('embedded', ['kill -9 of serve'], { command: 2, works: 2 })
    const [, killed] = rows
    expect(rows.flatMap(({ broken }) => broken)).toEqual([])
    expect(troubles).toEqual([])
    expect(killed).toMatchObject({ struck: 1, sent: 4, neverAnswered: 0, twice: 0 })
    const { once = 0, uncertain = 0 } = killed?.digests ?? {}
    expect(once + uncertain).toBe(2)
  }, 120_000)

  it.skipIf(!postgres)(
    'answers on PostgreSQL once, whatever the platforms break off',
    async () => {
      const names = ['Slack API breaks off late', 'Partner API 500']
      const { rows, troubles } = await play(postgres ?? '', names, { command: 1, mention: 2, works: 1 })
      const [quiet, broken, refused] = rows
      expect(rows.flatMap((row) => row.broken)).toEqual([])
      expect(troubles).toEqual([])
      expect(quiet, JSON.stringify(quiet)).toMatchObject({ sent: 8, neverAnswered: 0, twice: 0 })
      expect([broken?.trouble, refused?.trouble].sort()).toEqual(names.toSorted())
      // On a machine that is busy with others an acknowledgement may come too late, and is not promised an answer.
      for (const row of rows) expect(row.answered, JSON.stringify(row)).toBeGreaterThan(row.sent / 2)
      for (const row of [broken, refused]) {
        expect(row, JSON.stringify(row)).toMatchObject({ sent: 4, neverAnswered: 0, twice: 0 })
        expect(row?.struck).toBeGreaterThan(0)
      }
    },
    120_000,
  )
})
