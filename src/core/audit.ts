import type { Instant } from './calendar.ts'
import type { Call } from './call.ts'
import type { Card } from './card.ts'
import type { CommandName } from './command.ts'
import type { DomainId } from './customer.ts'

/** That somebody asked something: never in whose words, and no name. */
export interface Audited extends Pick<Call, 'platform' | 'workspace' | 'room' | 'person'> {
  /** Null for what is no command. */
  readonly command: CommandName | null
  /** The customer whom it was about; null where none was made out. */
  readonly domainId: DomainId | null
  /** `refused`: because of who asked, or of who would have read the answer. */
  readonly outcome: Card['kind'] | 'refused'
  /** An answer for a whole room to read. One that was kept from it after all is followed by a refusal. */
  readonly isShared: boolean
}

export interface AuditRow extends Audited {
  /** When it was answered. */
  readonly at: Instant
}

/** The record of who asked what. */
export interface Audit {
  /** Writes it soon. What cannot be written costs the caller nothing. */
  note(audited: Audited): void
  /** Writes it now. Rejects where it is not known to be written. */
  write(audited: Audited): Promise<void>
}
