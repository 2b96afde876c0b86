import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFigures } from '../../src/storage/figures.ts'
import { createInbox } from '../../src/storage/inbox.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const noon = Date.parse('2026-03-02T12:00:00Z')

/** Registers the tests that hold for the figures of every store. */
export function figuresContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`the figures of the store on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    it('are none of a new one', async () => {
      expect(await readFigures(store.db, () => noon)).toEqual({
        copy: { customers: 0, failed: 0, waiting: 0, oldestSeconds: null, lastPassSeconds: null },
        pending: [],
        ended: [],
        digests: [],
      })
    })

    it('count what is kept, by the clock that the copy is kept by', async () => {
      await sql`
        insert into customer (domain_id, listed, subscriptions_at, options_at, tasks_at, failure, gone_at, revision)
        values
          ('1', '{}', '2026-03-02T11:59:00Z', '2026-03-02T11:58:00Z', null, null, null, 1),
          ('2', '{}', '2026-03-02T11:59:30Z', null, null, 'partner_down', null, 1),
          ('3', '{}', '2026-01-01T00:00:00Z', null, null, 'not_found', '2026-02-01T00:00:00Z', 1)`.execute(
        store.db,
      )
      await sql`
        insert into pass (started_at, is_complete, ended_at) values
          ('2026-03-02T11:00:00Z', true, '2026-03-02T11:50:00Z'),
          ('2026-03-02T11:51:00Z', false, '2026-03-02T11:55:00Z')`.execute(store.db)
      await sql`insert into reading (domain_id) values ('1'), ('2')`.execute(store.db)
      await sql`
        insert into digest_slot (platform, workspace, room, date, is_direct, rule, set_by, due_at, state)
        select 'slack', 'T1', 'C' || day, '2026-03-01', false, '{}', 'U1', now(),
          case when day < 3 then 'sent' else 'uncertain' end
        from generate_series(1, 3) as day`.execute(store.db)
      const inbox = createInbox(store.db)
      for (const key of ['a', 'b', 'c', 'd']) {
        await inbox.take({ platform: 'slack', key, payload: '' }, 60_000)
      }
      await inbox.settle({ platform: 'slack', key: 'c' }, 'answered')
      await inbox.settle({ platform: 'slack', key: 'd' }, 'uncertain')
      await sql`update inbox set taken_at = now() - interval '90 seconds' where key = 'a'`.execute(store.db)

      const { copy, pending, ended, digests } = await readFigures(store.db, () => noon)
      expect(copy).toEqual({ customers: 2, failed: 1, waiting: 2, oldestSeconds: 120, lastPassSeconds: 600 })
      expect(pending).toEqual([{ platform: 'slack', count: 2, oldestSeconds: expect.closeTo(90, -1) }])
      expect(ended.toSorted((a, b) => a.outcome.localeCompare(b.outcome))).toEqual([
        { platform: 'slack', outcome: 'answered', count: 1 },
        { platform: 'slack', outcome: 'uncertain', count: 1 },
      ])
      expect(digests.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
        { platform: 'slack', state: 'sent', count: 2 },
        { platform: 'slack', state: 'uncertain', count: 1 },
      ])
    })
  })
}
