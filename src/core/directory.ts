import type { Instant } from './calendar.ts'
import type { Customer, DomainId } from './customer.ts'
import type { ErrorCode } from './errors.ts'
import type { HeldOption, ScheduledTask } from './option.ts'
import type { Subscription } from './subscription.ts'

/** What the desk's own copy holds of one customer; null where it has not been read yet. */
export interface CustomerCopy {
  /** `administrator` and `phoneNumber` are always null: personal data is not kept. */
  readonly customer: Customer
  readonly subscriptions: readonly Subscription[] | null
  readonly options: readonly HeldOption[] | null
  readonly tasks: readonly ScheduledTask[] | null
  /** When contracts, options and tasks were last read, all three. */
  readonly readAt: Instant | null
  /** Why the last try to read them failed. */
  readonly failure: ErrorCode | null
  /** Absent from two complete passes, and refused by the API itself. */
  readonly goneAt: Instant | null
}

/** A customer as a list to choose from shows it. */
export interface Candidate {
  readonly domainId: DomainId
  readonly companyName: string | null
  readonly domain: string | null
  readonly customerCode: string | null
  readonly isGone: boolean
}

/** Whom a person meant. `one` may be an ID that the copy does not hold: the API is asked. */
export type WhoFound =
  | { readonly kind: 'one'; readonly domainId: DomainId }
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'none'; readonly nearest: readonly Candidate[] }

/** The desk's own copy of all customers, for what the Partner API cannot be asked. */
export interface Directory {
  /** By domain ID, domain name, customer code or part of a company name, in that order. */
  find(who: string): Promise<WhoFound>
  /** Everything the copy holds, those that are gone included. */
  copies(): Promise<readonly CustomerCopy[]>
  /** When the last complete pass over all customers ended; null before the first. */
  lastPassAt(): Promise<Instant | null>
}

/** The copy in the store, as those who keep a mirror of it in memory read it. */
export interface CustomerCopies {
  /** What has changed after a revision (0 for all), and the revision that this is the state of. */
  changedSince(
    revision: number,
  ): Promise<{ readonly copies: readonly CustomerCopy[]; readonly revision: number }>
  lastPassAt(): Promise<Instant | null>
}
