import type { CalendarDate, Instant } from '../../core/calendar.ts'
import type { WireRow } from './wire-row.ts'

/** A customer as the world begins; `evolve` tells what has become of it on a later day. */
export interface SeedCustomer {
  readonly domainId: bigint
  readonly domain: string
  readonly companyName: string
  /** The zone whose date decides what has ended: the customer's own, where it can be computed with. */
  readonly zone: string
  /** The customer object of the API, without the product. */
  readonly profile: WireRow
  readonly contracts: readonly Contract[]
  readonly options: readonly HeldOption[]
  readonly tasks: readonly OptionTask[]
  /** Bends the rows that the API shows, for what an ordinary customer never has. */
  readonly reshape?: Readonly<Partial<Record<RowKind, (row: WireRow) => WireRow>>>
}

export type RowKind = 'customer' | 'subscription' | 'option' | 'renewal' | 'task'

export interface Contract {
  readonly subscriptionId: bigint
  readonly productId: string
  readonly plan: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
  /** Undefined: the field is left out, as in the reference's sample. */
  readonly licenseAssignType?: string
  readonly licenseCount: number | null
  readonly renewal?: ContractRenewal | null
}

export interface ContractRenewal {
  readonly type: string
  readonly productId?: string
  readonly plan?: string
  readonly licenseCount?: number
}

export interface HeldOption {
  readonly subscriptionId: bigint
  readonly optionId: string
  readonly subOptionId: string
  readonly addedAt: Instant
  readonly quantity: number | null
  readonly plan: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly renewal?: OptionRenewal
}

export interface OptionRenewal {
  readonly type: string
  readonly subOptionId: string
  readonly quantity: number | null
}

export interface OptionTask {
  readonly subscriptionId: bigint | null
  readonly optionId: string
  readonly subOptionId: string
  readonly type: string
  readonly quantity: number | null
  readonly appliesOn: CalendarDate
}
