import type { DigestRoom, SlotKey } from '../core/digest/digest.ts'

/** What log lines say of a slot. A room of one person is named by the person, and is not named here. */
export function aboutSlot({ platform, workspace, room, isDirect, date }: SlotKey & DigestRoom): object {
  return { platform, workspace, ...(isDirect ? {} : { room }), date }
}
