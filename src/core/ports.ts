import type { CalendarDate, Instant } from './calendar.ts'
import type { Call, Reader } from './call.ts'
import type { Customer, DomainId } from './customer.ts'
import type { Locale } from './locale.ts'
import type { HeldOption, OptionId, OptionRenewal, ScheduledTask } from './option.ts'
import type { Subscription } from './subscription.ts'

/** How a read is to be made. */
export interface ReadOptions {
  /** Rides on log lines and outgoing calls. */
  readonly correlationId: string
  /** Past the cache. */
  readonly fresh?: boolean
}

export interface CustomerPage {
  readonly customers: readonly Customer[]
  readonly nextCursor: string | null
}

/** The Partner API's reads. Each rejects with a `DeskError` and nothing else. */
export interface Partner {
  customer(id: DomainId, options: ReadOptions): Promise<Customer>
  /** A page of up to 30; no order is promised. */
  customers(cursor: string | null, options: ReadOptions): Promise<CustomerPage>
  subscriptions(id: DomainId, options: ReadOptions): Promise<readonly Subscription[]>
  options(id: DomainId, options: ReadOptions): Promise<readonly HeldOption[]>
  /** Null when nothing is set. */
  optionRenewal(id: DomainId, option: OptionId, options: ReadOptions): Promise<OptionRenewal | null>
  /** Null when nothing is scheduled. */
  scheduledTask(id: DomainId, option: OptionId, options: ReadOptions): Promise<ScheduledTask | null>
  /** All scheduled tasks, also those for options not yet held. */
  scheduledTasks(id: DomainId, options: ReadOptions): Promise<readonly ScheduledTask[]>
}

/** The clock that answers speak by: today, days left, local time. Never for tokens or timeouts. */
export interface BusinessClock {
  now(): Instant
  /** The date now in an IANA zone. */
  today(zone: string): CalendarDate
  /** Whether a zone can be computed with. */
  knows(zone: string): boolean
}

/** Milliseconds since the epoch: signatures, tokens, timeouts, rate windows. */
export type WallClock = () => number

/** Structured log lines; pino fits. Nothing secret and no personal data goes in. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Languages that people chose for themselves or for a room; undefined where nobody chose. */
export interface Languages {
  find(of: LanguageOwner): Promise<Locale | undefined>
  choose(of: LanguageOwner, locale: Locale): Promise<void>
  /** Back to what the profile says. */
  forget(of: LanguageOwner): Promise<void>
}

export interface LanguageOwner {
  readonly platform: Call['platform']
  readonly workspace: string
  readonly kind: 'person' | 'room'
  readonly id: string
}

/** What a platform knows of the one who asks. */
export interface Profile {
  /** Undefined where the profile names no language of ours. */
  readonly locale: Locale | undefined
  readonly zone: string
  readonly name?: string
}

export interface Readers {
  readonly person: Reader
  /** Everybody in the room, for what the person shares with them. */
  readonly room: Reader
}

/** Decides whom an answer is spoken to. Never rejects. */
export type FindReaders = (
  of: Pick<Call, 'platform' | 'workspace' | 'room' | 'person' | 'correlationId'>,
  profile: Profile,
) => Promise<Readers>
