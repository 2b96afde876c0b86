import type { CalendarDate } from '../calendar.ts'
import type { Customer, DomainId } from '../customer.ts'
import type { CustomerCopy } from '../directory.ts'
import { type Ending, endsOf } from '../expiry.ts'
import { type Item, itemOf } from '../item.ts'
import { type ContractChange, contractChanges } from './contract-changes.ts'
import { type OptionChange, optionChanges } from './option-changes.ts'
import type { CustomerSnapshot, Snapshot } from './snapshot.ts'

/** In the order in which they are told. */
export const changeKinds = [
  'newTrial',
  'turnedPaid',
  'ended',
  'extended',
  'renewedChanged',
  'optionAdded',
  'optionDropped',
  'cancelled',
  'gone',
] as const

/** Something that happened to a customer. `gone`: no longer one. */
export type Change = (ContractChange | OptionChange | { readonly kind: 'gone' }) & {
  readonly domainId: DomainId
  readonly companyName: string | null
  /** What it has made end, if anything does. */
  readonly item: Item | undefined
}

/** The dates where a customer is: now, and when the snapshot was told about. */
interface ChangeDays {
  todayOf(customer: Customer): CalendarDate
  beforeOf(customer: Customer): CalendarDate
}

/**
 * What is different from a snapshot, by kind, then in the order of the copies. A customer that the snapshot does not
 * have was new or unread then: of such a one only trials that have begun since count as new. What could not be read
 * now is compared as it was read last, so that a failure never looks like a loss.
 */
export function changesSince(
  snapshot: Snapshot,
  copies: readonly CustomerCopy[],
  { todayOf, beforeOf }: ChangeDays,
): Change[] {
  const found = copies.flatMap((copy) => {
    const { customer } = copy
    const before = Object.hasOwn(snapshot, customer.domainId) ? snapshot[customer.domainId] : undefined
    return changesOf(copy, before, todayOf(customer), beforeOf(customer))
  })
  const byKind = Map.groupBy(found, ({ kind }) => kind)
  return changeKinds.flatMap((kind) => byKind.get(kind) ?? [])
}

function changesOf(
  copy: CustomerCopy,
  before: CustomerSnapshot | undefined,
  today: CalendarDate,
  dayBefore: CalendarDate,
): Change[] {
  const { domainId, companyName } = copy.customer
  if (copy.goneAt) return before ? [{ kind: 'gone', domainId, companyName, item: undefined }] : []

  const changes = [
    ...contractChanges(before?.contracts, copy.subscriptions, today, dayBefore),
    ...optionChanges(before?.options, copy.options),
  ]
  if (changes.length === 0) return []
  const endings = endsOf(copy, today)
  return changes.map((change) => {
    const ending = endings.find((candidate) => isAbout(candidate, change))
    return { ...change, domainId, companyName, item: ending && itemOf(ending) }
  })
}

function isAbout(ending: Ending, change: ContractChange | OptionChange): boolean {
  if (ending.kind === 'contractRenews' || ending.kind === 'scheduledTask') return false
  if ('subscription' in ending)
    return 'subscriptionId' in change && ending.subscription.subscriptionId === change.subscriptionId
  const { optionId, subOptionId } = ending.option
  return (
    'optionId' in change &&
    change.kind !== 'optionDropped' &&
    optionId === change.optionId &&
    subOptionId === change.subOptionId
  )
}
