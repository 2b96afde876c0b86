import type { CalendarDate, Instant } from '../calendar.ts'
import type { Call } from '../call.ts'
import type { DigestRule } from './rule.ts'

/** A room that can have a digest. */
export interface DigestRoom {
  readonly platform: Call['platform']
  readonly workspace: string
  readonly room: string
  /** A room of one person with the bot, which LINE WORKS names by the person. */
  readonly isDirect: boolean
}

/** What a room is to get, and who said so. */
export interface Digest extends DigestRoom {
  readonly rule: DigestRule
  readonly setBy: DigestSetter
  /** When the next one is due, by the clock that answers speak by. */
  readonly nextAt: Instant
  /** Why nothing is posted until somebody sets it anew; null while all is well. */
  readonly paused: PauseReason | null
}

export interface DigestSetter {
  readonly person: string
  /** What colleagues know the person by. */
  readonly name: string
}

/** `gone`: the room is gone, archived, or the bot was removed; `external`: people of others read along. */
export type PauseReason = 'gone' | 'external'

/**
 * How far the digest of one day has come. `due`: to be composed; `ready`: its messages are stored, and are being
 * sent; the others are final. `empty`: there was nothing to say; `skipped`: more than six hours late.
 */
export type SlotState = 'due' | 'ready' | 'sent' | 'empty' | 'skipped' | 'failed' | 'uncertain'

/** A room's digest of one day: there is never a second one. */
export interface Slot extends DigestRoom {
  /** The day that it is for, in the rule's zone. */
  readonly date: CalendarDate
  readonly dueAt: Instant
  readonly state: SlotState
  /** A code for why it failed. */
  readonly reason: string | null
  /** Where its message can be read; null where the platform has no such address. */
  readonly link: string | null
}

export type SlotKey = Pick<Slot, 'platform' | 'workspace' | 'room' | 'date'>

/** Whether a room may have a digest, and what stands in its way. */
export type Admission =
  | 'ok'
  /** The bot is not in it. */
  | 'notMember'
  /** People of other organisations read it, or may be about to. */
  | 'external'
  /** The bot may not read there what it has posted, and could not tell whether it has. */
  | 'noHistory'
  /** The platform does not say. */
  | 'unknown'

export type Readmission = Exclude<Admission, 'noHistory'>

/** The room that a call comes from. Slack names a room of one person with the bot by an ID that begins with D. */
export function roomOf({ platform, workspace, room, person }: Call): DigestRoom {
  const isDirect = room === person || (platform === 'slack' && room.startsWith('D'))
  return { platform, workspace, room, isDirect }
}
