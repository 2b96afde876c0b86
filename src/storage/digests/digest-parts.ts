import { type Selectable, type SqlBool, sql } from 'kysely'
import type { DigestRoom, SlotKey } from '../../core/digest/digest.ts'
import type { Item } from '../../core/item.ts'
import { inMs } from '../database-clock.ts'
import type { DigestPartRow, StoreSession } from '../schema.ts'

/**
 * How far a message has come. `sending`: it may have arrived; whoever finds it so without having posted it itself has
 * to look for it first.
 */
export type PartState = 'waiting' | 'sending' | 'sent' | 'failed' | 'uncertain'

export interface DigestPart {
  readonly slot: SlotKey
  /** From 0, the parent. */
  readonly part: number
  readonly deliveryId: string
  readonly payload: string
  readonly state: PartState
  readonly messageId: string | null
}

type PartKey = Pick<DigestPart, 'slot' | 'part'>

/** The messages of digests. */
export interface DigestParts {
  /** In the order in which they are sent. */
  ofSlot(slot: SlotKey): Promise<readonly DigestPart[]>
  /**
   * From here on it may have arrived; the slot is leased for so long anew. False where the slot is another's by now,
   * the message is not waiting, or it is the first and the room has no digest any more: it must not be posted.
   */
  sending(part: PartKey, leaseMs: number): Promise<boolean>
  /** It has not been accepted, and may be posted again. False where the slot is another's by now. */
  notSent(part: PartKey): Promise<boolean>
  /** Who has posted it knows better than who found it unsettled. */
  sent(part: PartKey, messageId: string | undefined): Promise<void>
  settle(part: PartKey, state: 'failed' | 'uncertain'): Promise<void>
  /** Messages in a room, of slots made up to so long ago, that name an item; those alone that can be found there. */
  naming(item: Item, room: DigestRoom, msAgo: number): Promise<readonly NamingPart[]>
}

export interface NamingPart extends DigestPart {
  readonly messageId: string
  /** Of the parent; null for the parent itself. */
  readonly parentId: string | null
  readonly rule: unknown
  readonly madeAt: Date
}

/** Keeps messages in the store, for the holder of their slots. */
export function createDigestParts(session: StoreSession, holder: string): DigestParts {
  const at = ({ slot: { platform, workspace, room, date }, part }: PartKey) =>
    sql<SqlBool>`digest_part.platform = ${platform} and digest_part.workspace = ${workspace}
      and digest_part.room = ${room} and digest_part.date = ${date} and digest_part.part = ${part}`
  const inSlotOfOurs = ({ slot: { platform, workspace, room, date } }: PartKey) =>
    sql<SqlBool>`platform = ${platform} and workspace = ${workspace} and room = ${room} and date = ${date}
      and holder = ${holder} and state = 'ready'`

  return {
    async ofSlot({ platform, workspace, room, date }) {
      const rows = await session
        .selectFrom('digest_part')
        .selectAll()
        .where((part) => part.and({ platform, workspace, room, date }))
        .orderBy('part')
        .execute()
      return rows.map(toPart)
    },

    async sending(part, leaseMs) {
      const { rows } = await sql`
        with slot as (
          update digest_slot set leased_until = ${inMs(leaseMs)}
          where ${inSlotOfOurs(part)} and leased_until > now() returning date)
        update digest_part set state = 'sending', sending_since = now() from slot
        where ${at(part)} and digest_part.state = 'waiting'
          and (digest_part.part > 0 or exists (
            select from digest
            where digest.platform = digest_part.platform and digest.workspace = digest_part.workspace
              and digest.room = digest_part.room))
        returning digest_part.part`.execute(session)
      return rows.length > 0
    },

    async notSent(part) {
      const { rows } = await sql`
        update digest_part set state = 'waiting'
        where ${at(part)} and state = 'sending'
          and exists (select from digest_slot where ${inSlotOfOurs(part)})
        returning part`.execute(session)
      return rows.length > 0
    },

    async sent(part, messageId) {
      await sql`
        update digest_part set state = 'sent', message_id = ${messageId ?? null}
        where ${at(part)} and state in ('sending', 'uncertain')`.execute(session)
    },

    async settle(part, state) {
      await sql`
        update digest_part set state = ${state}
        where ${at(part)} and state in ('waiting', 'sending')
          and exists (select from digest_slot where ${inSlotOfOurs(part)})`.execute(session)
    },

    async naming(item, { platform, workspace, room }, msAgo) {
      const { rows } = await sql<NamingRow>`
        select digest_part.*, parent.message_id as parent_id, digest_slot.rule, digest_slot.created_at
        from digest_part
        join digest_slot using (platform, workspace, room, date)
        left join digest_part as parent on digest_part.part > 0 and parent.part = 0
          and parent.platform = digest_part.platform and parent.workspace = digest_part.workspace
          and parent.room = digest_part.room and parent.date = digest_part.date
        where digest_part.platform = ${platform} and digest_part.workspace = ${workspace}
          and digest_part.room = ${room} and digest_part.message_id is not null
          and digest_slot.created_at > ${inMs(-msAgo)}
          and strpos(digest_part.payload, ${item}) > 0
        order by digest_part.date desc, digest_part.part`.execute(session)
      return rows.map((row) => ({
        ...toPart(row),
        messageId: row.message_id,
        parentId: row.parent_id,
        rule: row.rule,
        madeAt: row.created_at,
      }))
    },
  }
}

type NamingRow = Selectable<DigestPartRow> & {
  readonly message_id: string
  readonly parent_id: string | null
  readonly rule: unknown
  readonly created_at: Date
}

function toPart(row: Selectable<DigestPartRow>): DigestPart {
  const { platform, workspace, room, date, part, delivery_id, payload, state, message_id } = row
  return {
    slot: { platform, workspace, room, date } as SlotKey,
    part,
    deliveryId: delivery_id,
    payload,
    state: state as PartState,
    messageId: message_id,
  }
}
