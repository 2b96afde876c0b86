import { type Selectable, sql } from 'kysely'
import type { Instant } from '../../core/calendar.ts'
import type { Call } from '../../core/call.ts'
import type { Digest, DigestRoom, PauseReason } from '../../core/digest/digest.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import type { DigestRow, StoreSession } from '../schema.ts'
import { withoutNul } from '../without-nul.ts'
import { addSlots, type NewSlot } from './add-slots.ts'

/** A digest's days that have come, and when the next one is due. */
export interface Advance {
  readonly slots: readonly NewSlot[]
  readonly nextAt: Instant
}

/** Which rooms have a digest. Times are by the clock that answers speak by. */
export interface DigestRows {
  find(room: DigestRoom): Promise<Digest | undefined>
  /** By platform, workspace and room. */
  list(): Promise<readonly Digest[]>
  /** In place of what the room had. */
  save(digest: Digest): Promise<void>
  /** False where there was none. */
  remove(room: DigestRoom): Promise<boolean>
  pause(room: DigestRoom, reason: PauseReason): Promise<void>
  /** When the next one is due of those that are not paused. */
  soonestAt(): Promise<Instant | null>
  /**
   * Takes up to `limit` digests that are due, keeps the slots that `advance` gives for each, except of days that have
   * one, and puts the digest forward: all of it or nothing. Gives how many digests it were; two at a time take none
   * of them twice.
   */
  advance(now: Instant, limit: number, advance: (digest: Digest) => Advance): Promise<number>
  /** Puts one off or forward, unless somebody has meanwhile. */
  reschedule(digest: Digest, nextAt: Instant): Promise<void>
}

/** Keeps digests in the store. `session` must not be a transaction. */
export function createDigestRows(session: StoreSession): DigestRows {
  return {
    async find({ platform, workspace, room }) {
      const row = await session
        .selectFrom('digest')
        .selectAll()
        .where((digest) => digest.and({ platform, workspace, room }))
        .executeTakeFirst()
      return row && toDigest(row)
    },

    async list() {
      const rows = await session
        .selectFrom('digest')
        .selectAll()
        .orderBy('platform')
        .orderBy('workspace')
        .orderBy('room')
        .execute()
      return rows.map(toDigest)
    },

    async save(digest) {
      const { platform, workspace, room } = digest
      const columns = columnsOf(digest)
      await session
        .insertInto('digest')
        .values({ platform, workspace, room, ...columns })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'workspace', 'room']).doUpdateSet({ ...columns }),
        )
        .execute()
    },

    async remove({ platform, workspace, room }) {
      const { numDeletedRows } = await session
        .deleteFrom('digest')
        .where((digest) => digest.and({ platform, workspace, room }))
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },

    async pause({ platform, workspace, room }, paused) {
      await session
        .updateTable('digest')
        .set({ paused })
        .where((digest) => digest.and({ platform, workspace, room }))
        .execute()
    },

    async soonestAt() {
      const row = await session
        .selectFrom('digest')
        .select((digest) => digest.fn.min('next_at').as('at'))
        .where('paused', 'is', null)
        .executeTakeFirst()
      return row?.at ? (row.at.toISOString() as Instant) : null
    },

    async advance(now, limit, advance) {
      return session.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('digest')
          .selectAll()
          .where('paused', 'is', null)
          .where('next_at', '<=', new Date(now))
          .orderBy('next_at')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute()
        const advances = rows.map((row) => ({ row, ...advance(toDigest(row)) }))
        await addSlots(
          transaction,
          advances.flatMap(({ slots }) => slots),
        )
        await putForward(transaction, advances)
        return rows.length
      })
    },

    async reschedule({ platform, workspace, room, nextAt: former }, nextAt) {
      await session
        .updateTable('digest')
        .set({ next_at: new Date(nextAt) })
        .where((digest) => digest.and({ platform, workspace, room, next_at: new Date(former) }))
        .execute()
    },
  }
}

async function putForward(
  session: StoreSession,
  advances: readonly { readonly row: Selectable<DigestRow>; readonly nextAt: Instant }[],
): Promise<void> {
  if (advances.length === 0) return
  const given = advances.map(
    ({ row, nextAt }) => sql`(${row.platform}, ${row.workspace}, ${row.room}, ${nextAt}::timestamptz)`,
  )
  await sql`
    update digest set next_at = given.next_at
    from (values ${sql.join(given)}) as given (platform, workspace, room, next_at)
    where digest.platform = given.platform and digest.workspace = given.workspace
      and digest.room = given.room`.execute(session)
}

function columnsOf({ isDirect, rule, setBy, nextAt, paused }: Digest) {
  const { contains } = rule
  return {
    is_direct: isDirect,
    rule: JSON.stringify({ ...rule, contains: contains && withoutNul(contains) }),
    set_by: setBy.person,
    set_by_name: withoutNul(setBy.name),
    next_at: new Date(nextAt),
    paused,
  }
}

function toDigest(row: Selectable<DigestRow>): Digest {
  return {
    platform: row.platform as Call['platform'],
    workspace: row.workspace,
    room: row.room,
    isDirect: row.is_direct,
    rule: row.rule as DigestRule,
    setBy: { person: row.set_by, name: row.set_by_name },
    nextAt: row.next_at.toISOString() as Instant,
    paused: row.paused as PauseReason | null,
  }
}
