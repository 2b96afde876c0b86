import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { Card } from '../core/card.ts'
import type { Claim } from '../core/claims.ts'
import type { DigestRoom } from '../core/digest/digest.ts'
import type { DigestRule } from '../core/digest/rule.ts'
import type { WallTimes } from '../core/digest/schedule.ts'
import type { Snapshot } from '../core/digest/snapshot.ts'
import type { CustomerCopy } from '../core/directory.ts'
import type { Mark } from '../core/marks.ts'
import type { BusinessClock } from '../core/ports.ts'

/** What a digest can be made of. */
export interface ComposeInput {
  readonly copies: readonly CustomerCopy[]
  readonly clock: BusinessClock
  readonly times: WallTimes
  readonly rule: DigestRule
  /** The day that it is for. */
  readonly date: CalendarDate
  readonly dueAt: Instant
  readonly now: Instant
  /** The last one that was delivered; null before the first. */
  readonly base: { readonly snapshot: Snapshot; readonly at: Instant; readonly date: CalendarDate } | null
  readonly claims: readonly Claim[]
  readonly marks: readonly Mark[]
  readonly lastPassAt: Instant | null
  readonly room: DigestRoom
}

export interface ComposedDigest {
  readonly parent: Card
  /** Undefined where the parent says it all. */
  readonly details: Card | undefined
  /** There is nothing to say. */
  readonly isEmpty: boolean
  /** Lists what the digest is about. */
  readonly command: string
}

/** How a digest is made of what is known. */
export interface Composing {
  compose(input: ComposeInput): ComposedDigest
  takeSnapshot(copies: readonly CustomerCopy[]): Snapshot
}
