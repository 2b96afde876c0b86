import type { Instant } from './calendar.ts'
import type { Call } from './call.ts'
import type { DomainId } from './customer.ts'

/** Where people talk: a thread, or a room as a whole. */
export interface Place extends Pick<Call, 'platform' | 'workspace' | 'room'> {
  /** Null: the room itself. */
  readonly thread: string | null
}

/** A customer whom somebody has asked about. */
export interface Topic {
  readonly person: string
  readonly domainId: DomainId
  readonly at: Instant
}

/** What talk has been about. */
export interface Topics {
  /** Those of the last `withinMs`, the newest first, each person and customer once. */
  find(place: Place, withinMs: number): Promise<readonly Topic[]>
  /** Asked just now; the last is the newest. */
  note(place: Place, person: string, customers: readonly DomainId[]): Promise<void>
}
