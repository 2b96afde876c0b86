import { sql } from 'kysely'
import type { CalendarDate, Instant } from '../../core/calendar.ts'
import type { Digest } from '../../core/digest/digest.ts'
import type { StoreSession } from '../schema.ts'

/** A digest's day that has come. */
export interface NewSlot {
  readonly digest: Digest
  readonly date: CalendarDate
  readonly dueAt: Instant
  /** It came too late, and is not delivered. */
  readonly isSkipped: boolean
}

/** Keeps slots, except of days that the room has had. */
export async function addSlots(session: StoreSession, slots: readonly NewSlot[]): Promise<void> {
  if (slots.length === 0) return
  await session
    .insertInto('digest_slot')
    .values(
      slots.map(({ digest, date, dueAt, isSkipped }) => ({
        platform: digest.platform,
        workspace: digest.workspace,
        room: digest.room,
        date,
        is_direct: digest.isDirect,
        rule: JSON.stringify(digest.rule),
        set_by: digest.setBy.person,
        due_at: new Date(dueAt),
        state: isSkipped ? 'skipped' : 'due',
        reason: isSkipped ? 'late' : null,
        ...(isSkipped ? { settled_at: sql<Date>`now()` } : {}),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
