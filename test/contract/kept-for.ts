import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startUpkeep } from '../../src/app/upkeep.ts'
import { createTakeOver } from '../../src/inbox/take-over.ts'
import { createInbox } from '../../src/storage/inbox.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createDigestsForTest } from '../digests/digests-for-test.ts'
import { silentLog } from '../helpers/known-partner.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

/** What is kept, and for how many hours. */
const kept = [
  ['what was received', 'inbox', 'taken_at', 48],
  ['the outbox', 'digest_slot', 'created_at', 30 * 24],
  ['questions marked wrong', 'wrong_answer', 'marked_at', 90 * 24],
  ['the audit', 'audit', 'last_at', 400 * 24],
] as const

/** Registers the tests of how long things are kept, by the process that clears them away. */
export function keptForContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`on ${name}, with all that a process clears away,`, () => {
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

    /** A row of each kind, so many hours old, under a name of its own. */
    async function keep(id: string, hours: number): Promise<void> {
      const at = sql<Date>`now() - ${hours}::float8 * interval '1 hour'`
      const where = { platform: 'slack', workspace: 'T1' }
      const slot = { ...where, room: id, date: '2026-11-23' }
      await store.db
        .insertInto('inbox')
        .values({ platform: 'slack', key: id, payload: id, holder: '', leased_until: at, taken_at: at })
        .execute()
      await sql`
        insert into digest_slot (platform, workspace, room, date, is_direct, rule, set_by, due_at, state, created_at)
        values ('slack', 'T1', ${id}, ${slot.date}, false, '{}', 'U1', ${at}, 'sent', ${at})`.execute(
        store.db,
      )
      await sql`
        insert into digest_part (platform, workspace, room, date, part, delivery_id, payload, state)
        values ('slack', 'T1', ${id}, ${slot.date}, 0, ${id}, 'words', 'sent')`.execute(store.db)
      await sql`
        insert into wrong_answer (platform, workspace, person, question, line, marked_at)
        values ('slack', 'T1', 'U1', ${id}, 'help', ${at})`.execute(store.db)
      await sql`
        insert into audit (first_at, last_at, entries)
        values (${at}, ${at}, ${JSON.stringify([id])}::jsonb)`.execute(store.db)
    }

    async function clearAway(): Promise<void> {
      const { digesting } = createDigestsForTest(store, '2026-11-23T09:00:00+09:00')
      const upkeep = startUpkeep({ store, digesting }, silentLog)
      await upkeep.stop()
      const resume = async () => {}
      const inbox = createInbox(store.db)
      const takeOver = createTakeOver({
        platform: 'lineworks',
        inbox,
        leaseMs: 60_000,
        log: silentLog,
        resume,
      })
      await takeOver.start()
      takeOver.stop()
    }

    const count = async (table: string): Promise<number> => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)}`.execute(store.db)
      return rows[0]?.count ?? expect.fail()
    }

    it.each(kept)(
      '%s is kept in %s by %s for %i hours, and no longer',
      async (_what, table, _column, hours) => {
        for (const each of ['digest_slot', 'inbox', 'wrong_answer', 'audit']) {
          await sql`delete from ${sql.table(each)}`.execute(store.db)
        }
        await keep('younger', hours - 0.1)
        await keep('older', hours + 0.1)
        await clearAway()
        await vi.waitUntil(async () => (await count(table)) < 2, { timeout: 5_000 })
        expect(await count(table)).toBe(1)
        if (table === 'digest_slot') expect(await count('digest_part')).toBe(1)
      },
    )

    it('the content of what nobody has answered is kept for 24 hours', async () => {
      await sql`delete from inbox`.execute(store.db)
      await keep('younger', 23.9)
      await keep('older', 24.1)
      await clearAway()
      const rows = await store.db.selectFrom('inbox').select(['key', 'payload']).orderBy('key').execute()
      expect(rows).toEqual([
        { key: 'older', payload: '' },
        { key: 'younger', payload: 'younger' },
      ])
    })
  })
}
