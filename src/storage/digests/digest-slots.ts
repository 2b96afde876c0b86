import { randomUUID } from 'node:crypto'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { CalendarDate, Instant } from '../../core/calendar.ts'
import type { Call } from '../../core/call.ts'
import type { DigestRoom, Slot, SlotKey, SlotState } from '../../core/digest/digest.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import { inMs } from '../database-clock.ts'
import type { DigestSlotRow, StoreSession } from '../schema.ts'
import type { DigestPart } from './digest-parts.ts'

/** A slot that is ours to deliver. */
export interface TakenSlot extends Slot {
  readonly rule: DigestRule
  readonly setBy: string
  /** How long ago it was made, when it was taken. */
  readonly ageMs: number
  /** When it was made. */
  readonly madeAt: Instant
  /** Whether the room had one of a later day by then. */
  readonly hasLater: boolean
}

/** A message of a digest before it is kept. */
export interface NewPart {
  readonly deliveryId: string
  readonly payload: string
}

/** What the next digest of a room is compared with. */
export interface SlotBase {
  readonly snapshot: number
  readonly date: CalendarDate
  readonly dueAt: Instant
}

/** How a slot ends. */
export interface SlotEnd {
  readonly state: Exclude<SlotState, 'due' | 'ready'>
  readonly reason?: string | undefined
  readonly link?: string | undefined
}

/** The slots of all rooms. One open slot of a room is taken at a time, the oldest first. */
export interface DigestSlots {
  /** Leases to the caller up to `limit` that are open on these platforms and held by nobody. */
  take(platforms: readonly Call['platform'][], limit: number, leaseMs: number): Promise<readonly TakenSlot[]>
  /** Goes on with it for so long. False where another has it by now, or it is gone. */
  renew(slot: SlotKey, leaseMs: number): Promise<boolean>
  /** Leaves it to others, in so long at the earliest. */
  letGo(slot: SlotKey, ms: number): Promise<void>
  /** Keeps its messages, and that they are to be sent. Undefined where it is no longer ours to compose. */
  ready(
    slot: SlotKey,
    parts: readonly NewPart[],
    snapshot: number,
  ): Promise<readonly DigestPart[] | undefined>
  /** Ends one that is ours. False where it is not, or has ended. */
  settle(slot: SlotKey, end: SlotEnd, snapshot?: number): Promise<boolean>
  /** Forgets those of a room that are not composed yet: nothing of them has been sent. */
  drop(room: DigestRoom): Promise<void>
  /** Of a room, the newest first. */
  latest(room: DigestRoom, limit: number): Promise<readonly Slot[]>
  /** Days of a room that have a slot, whatever became of it. */
  dates(room: DigestRoom): Promise<ReadonlySet<CalendarDate>>
  /** What the last delivered digest of a room has told. */
  base(room: DigestRoom): Promise<SlotBase | undefined>
  /** Whether one is open that nobody holds, now or soon. */
  isAnyWaiting(platforms: readonly Call['platform'][]): Promise<boolean>
  /** Forgets those due after a time: the clock went back. */
  forgetAfter(now: Instant): Promise<void>
  /** Deletes with their messages those made so long ago. */
  prune(msAgo: number): Promise<void>
}

const open = sql<SqlBool>`state in ('due', 'ready')`

/**
 * Keeps slots in the store; leases run by the database's clock. Each is a holder of its own. `isAlone`: the store has
 * one process at a time, so that every other holder is gone and its leases hold nobody off. `session` must not be a
 * transaction.
 */
export function createDigestSlots(
  session: StoreSession,
  holder: string = randomUUID(),
  { isAlone = false } = {},
): DigestSlots {
  const isLetGo = isAlone
    ? sql<SqlBool>`(leased_until is null or leased_until <= now() or holder <> ${holder})`
    : sql<SqlBool>`(leased_until is null or leased_until <= now())`
  const ours = ({ platform, workspace, room, date }: SlotKey) =>
    sql<SqlBool>`platform = ${platform} and workspace = ${workspace} and room = ${room} and date = ${date}
      and holder = ${holder} and ${open}`

  return {
    async take(platforms, limit, leaseMs) {
      const { rows } = await sql<Selectable<DigestSlotRow> & { age_ms: number; has_later: boolean }>`
        with free as (
          select platform, workspace, room, date from digest_slot as slot
          where ${open} and ${isLetGo} and not_before <= now() and platform = any(${platforms})
            and not exists (
              select from digest_slot as earlier
              where earlier.platform = slot.platform and earlier.workspace = slot.workspace
                and earlier.room = slot.room and earlier.date < slot.date
                and earlier.state in ('due', 'ready'))
          order by due_at limit ${limit} for update of slot skip locked)
        update digest_slot as slot set holder = ${holder}, leased_until = ${inMs(leaseMs)}
        from free
        where slot.platform = free.platform and slot.workspace = free.workspace
          and slot.room = free.room and slot.date = free.date
        returning slot.*,
          (extract(epoch from now() - slot.created_at) * 1000)::float8 as age_ms,
          exists (
            select from digest_slot as later
            where later.platform = slot.platform and later.workspace = slot.workspace
              and later.room = slot.room and later.date > slot.date) as has_later`.execute(session)
      return rows
        .toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime())
        .map((row) => ({
          ...toSlot(row),
          rule: row.rule as DigestRule,
          setBy: row.set_by,
          ageMs: row.age_ms,
          madeAt: row.created_at.toISOString() as Instant,
          hasLater: row.has_later,
        }))
    },

    async renew(slot, leaseMs) {
      const { rows } = await sql`
        update digest_slot set leased_until = ${inMs(leaseMs)} where ${ours(slot)}
        returning date`.execute(session)
      return rows.length > 0
    },

    async letGo(slot, ms) {
      await sql`
        update digest_slot set holder = null, leased_until = null, not_before = ${inMs(ms)}
        where ${ours(slot)}`.execute(session)
    },

    async ready(slot, parts, snapshot) {
      const { rows } = await sql`
        with slot as (
          update digest_slot set state = 'ready', snapshot = ${snapshot}
          where ${ours(slot)} and state = 'due' returning platform, workspace, room, date),
        kept as (
          insert into digest_part (platform, workspace, room, date, part, delivery_id, payload, state)
          select slot.*, given.number - 1, given.delivery_id, given.payload, 'waiting'
          from slot cross join unnest(
            ${parts.map(({ deliveryId }) => deliveryId)}::text[],
            ${parts.map(({ payload }) => payload)}::text[]
          ) with ordinality as given (delivery_id, payload, number))
        select date from slot`.execute(session)
      if (rows.length === 0) return undefined
      return parts.map((given, part) => ({ slot, part, ...given, state: 'waiting', messageId: null }))
    },

    async settle(slot, { state, reason, link }, snapshot) {
      const { rows } = await sql`
        update digest_slot set state = ${state}, reason = ${reason ?? null}, link = ${link ?? null},
          snapshot = coalesce(${snapshot ?? null}::bigint, snapshot),
          settled_at = now(), holder = null, leased_until = null
        where ${ours(slot)} returning date`.execute(session)
      return rows.length > 0
    },

    async drop({ platform, workspace, room }) {
      await session
        .deleteFrom('digest_slot')
        .where((slot) => slot.and({ platform, workspace, room, state: 'due' }))
        .execute()
    },

    async latest({ platform, workspace, room }, limit) {
      const rows = await session
        .selectFrom('digest_slot')
        .selectAll()
        .where((slot) => slot.and({ platform, workspace, room }))
        .orderBy('date', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toSlot)
    },

    async dates({ platform, workspace, room }) {
      const rows = await session
        .selectFrom('digest_slot')
        .select('date')
        .where((slot) => slot.and({ platform, workspace, room }))
        .execute()
      return new Set(rows.map(({ date }) => date as CalendarDate))
    },

    async base({ platform, workspace, room }) {
      const row = await session
        .selectFrom('digest_slot')
        .select(['snapshot', 'date', 'due_at'])
        .where((slot) => slot.and({ platform, workspace, room }))
        .where('state', 'in', ['sent', 'empty'])
        .where('snapshot', 'is not', null)
        .orderBy('due_at', 'desc')
        .orderBy('date', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (row?.snapshot == null) return undefined
      return {
        snapshot: row.snapshot,
        date: row.date as CalendarDate,
        dueAt: row.due_at.toISOString() as Instant,
      }
    },

    async isAnyWaiting(platforms) {
      const { rows } = await sql`
        select from digest_slot where ${open} and ${isLetGo} and platform = any(${platforms}) limit 1`.execute(
        session,
      )
      return rows.length > 0
    },

    async forgetAfter(now) {
      await session.deleteFrom('digest_slot').where('due_at', '>', new Date(now)).execute()
    },

    async prune(msAgo) {
      await sql`delete from digest_slot where created_at <= ${inMs(-msAgo)}`.execute(session)
    },
  }
}

function toSlot(row: Selectable<DigestSlotRow>): Slot {
  return {
    platform: row.platform as Call['platform'],
    workspace: row.workspace,
    room: row.room,
    isDirect: row.is_direct,
    date: row.date as CalendarDate,
    dueAt: row.due_at.toISOString() as Instant,
    state: row.state as SlotState,
    reason: row.reason,
    link: row.link,
  }
}
