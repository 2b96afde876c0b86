import { sql } from 'kysely'
import { inMs } from '../database-clock.ts'
import type { StoreSession } from '../schema.ts'

/** What all customers had when digests were composed; equal ones are kept once, for all rooms. */
export interface DigestSnapshots {
  /** Gives its number. Not cleared away for so long as `prune` says, until a slot refers to it. */
  keep(content: object): Promise<number>
  /** The same for one that was kept before. False where it has been cleared away. */
  keepOn(number: number): Promise<boolean>
  find(number: number): Promise<unknown>
  /** Deletes what was kept so long ago and neither an open slot nor the last delivered one of a room refers to. */
  prune(msAgo: number): Promise<void>
}

export function createDigestSnapshots(session: StoreSession): DigestSnapshots {
  return {
    async keep(content) {
      const json = JSON.stringify(content)
      for (;;) {
        const { rows } = await sql<{ id: number }>`
          with given as (select ${json}::jsonb as content),
            same as (
              select kept.id from digest_snapshot as kept join given on kept.content = given.content
              order by kept.id desc limit 1),
            kept_on as (
              update digest_snapshot set created_at = now() from same
              where digest_snapshot.id = same.id returning digest_snapshot.id),
            added as (
              insert into digest_snapshot (id, content)
              select (select coalesce(max(id), 0) + 1 from digest_snapshot), content from given
              where not exists (select from same)
              on conflict do nothing returning id)
          select id from kept_on union all select id from added`.execute(session)
        // Another process may have taken the number, or cleared away the equal one.
        if (rows[0]) return rows[0].id
      }
    },

    async keepOn(number) {
      const { rows } = await sql`
        update digest_snapshot set created_at = now() where id = ${number} returning id`.execute(session)
      return rows.length > 0
    },

    async find(number) {
      const row = await session
        .selectFrom('digest_snapshot')
        .select('content')
        .where('id', '=', number)
        .executeTakeFirst()
      return row?.content
    },

    async prune(msAgo) {
      await sql`
        delete from digest_snapshot
        where created_at <= ${inMs(-msAgo)} and id not in (
          select snapshot from digest_slot where state = 'ready' and snapshot is not null
          union all
          select snapshot from (
            select distinct on (platform, workspace, room) snapshot from digest_slot
            where state in ('sent', 'empty') and snapshot is not null
            order by platform, workspace, room, due_at desc, date desc) as last)`.execute(session)
    },
  }
}
