import type { CalendarDate } from '../calendar.ts'
import type { CustomerCopy } from '../directory.ts'
import { endsOf } from '../expiry.ts'
import { expiryOfOption } from '../expiry-of-option.ts'
import { type Item, itemOf } from '../item.ts'
import type { HeldOption } from '../option.ts'
import { isFree, isMonthlyPlan, isTrial, type Subscription } from '../subscription.ts'

/**
 * All customers as a digest found them, by domain ID, for the next one to tell what has changed. Goes through JSON
 * and back unchanged. Customers that are gone, or have not been read, are not in it.
 */
export type Snapshot = Readonly<Record<string, CustomerSnapshot>>

export interface CustomerSnapshot {
  /** Null where they had not been read, which is not the same as having none. */
  readonly contracts: readonly ContractState[] | null
  readonly options: readonly OptionState[] | null
  /** Items that end or change, without the domain ID and slash that they all begin with. */
  readonly items: readonly string[]
}

/** ID, class, end date, renewal, product. */
export type ContractState = readonly [
  subscriptionId: string,
  as: ContractClass,
  endsOn: CalendarDate | null,
  /** `STAY` as well where the contract goes on from month to month. */
  renewal: string | null,
  productId: string | null,
]

/** By status: whether a trial's date is over depends on who asks when. */
type ContractClass = 'trial' | 'suspended' | 'free' | 'paid'

/** Option, sub option, whether it is on trial. Without its contract, of which a trial that turns paid gets another. */
export type OptionState = readonly [optionId: string, subOptionId: string | null, isTrial: boolean]

/** What the keys of items are made of does not depend on the day that they are looked at. */
const anyDay = '2000-01-01' as CalendarDate

export function takeSnapshot(copies: readonly CustomerCopy[]): Snapshot {
  return Object.fromEntries(
    copies.filter(isKnown).map((copy) => [
      copy.customer.domainId,
      {
        contracts: copy.subscriptions?.map(contractState) ?? null,
        options: copy.options?.map(optionState) ?? null,
        items: endsOf(copy, anyDay).flatMap((ending) => {
          const item = ending.kind === 'contractRenews' ? undefined : itemOf(ending)
          return item ? [withoutCustomer(item)] : []
        }),
      },
    ]),
  )
}

function isKnown({ goneAt, subscriptions, options, tasks }: CustomerCopy): boolean {
  return !goneAt && (subscriptions ?? options ?? tasks) !== null
}

/** Whether there was such an item then; also false for a customer that was not known. */
export function hasItem(snapshot: CustomerSnapshot | undefined, item: Item): boolean {
  return snapshot?.items.includes(withoutCustomer(item)) ?? false
}

function withoutCustomer(item: Item): string {
  return item.slice(item.indexOf('/') + 1)
}

export function contractState(subscription: Subscription): ContractState {
  const { subscriptionId, endsOn, productId } = subscription
  return [subscriptionId, classOf(subscription), endsOn, renewalTypeOf(subscription), productId]
}

function classOf(subscription: Subscription): ContractClass {
  if (subscription.status === 'SUSPENDED_TRIALEND') return 'suspended'
  if (isTrial(subscription)) return 'trial'
  return isFree(subscription) ? 'free' : 'paid'
}

function renewalTypeOf({ renewal, plan }: Subscription): string | null {
  return renewal?.type ?? (isMonthlyPlan(plan) ? 'STAY' : null)
}

export function optionState(option: HeldOption): OptionState {
  return [option.optionId, option.subOptionId, expiryOfOption(option, [])?.kind === 'optionTrial']
}
