import { type CalendarDate, daysBetween } from './calendar.ts'
import type { DomainId } from './customer.ts'
import type { CustomerCopy } from './directory.ts'
import { type ContractEndingKind, expiryOfContract } from './expiry-of-contract.ts'
import { expiryOfOption, type OptionEndingKind } from './expiry-of-option.ts'
import type { HeldOption, ScheduledTask } from './option.ts'
import type { Subscription } from './subscription.ts'

/** Something of a customer's that ends, changes or renews on a day. */
export type Ending = ContractEnding | OptionEnding | TaskEnding

export interface ContractEnding extends Dated {
  readonly kind: ContractEndingKind
  readonly subscription: Subscription
}

interface OptionEnding extends Dated {
  readonly kind: OptionEndingKind
  readonly option: HeldOption
}

interface TaskEnding extends Dated {
  readonly kind: 'scheduledTask'
  readonly task: ScheduledTask
}

interface Dated {
  /** Customer, contract or option, kind and date: the same for the same item on every day, and in every process. */
  readonly key: string
  readonly domainId: DomainId
  readonly companyName: string | null
  readonly on: CalendarDate | null
  /** Calendar days from the customer's today; 0 on the day itself, negative after it, null without a date. */
  readonly daysLeft: number | null
}

/**
 * Everything of a customer's that has an end, also what renews by itself, and what lies in the past because the copy
 * was read before it. `today` is the date where the customer is. Nothing for a customer that is gone.
 */
export function endsOf(copy: CustomerCopy, today: CalendarDate): Ending[] {
  if (copy.goneAt) return []
  const { domainId, companyName } = copy.customer
  const contracts = copy.subscriptions ?? []

  const dated = (reference: readonly (string | null)[], kind: Ending['kind'], on: CalendarDate | null) => ({
    key: [domainId, ...reference, kind, on].map((part) => part ?? '-').join('/'),
    domainId,
    companyName,
    on,
    daysLeft: on && daysBetween(today, on),
  })

  return [
    ...contracts.flatMap((subscription): ContractEnding[] => {
      const kind = expiryOfContract(subscription, today)
      if (!kind) return []
      // A trial that is over is the one that was to end: who sees to it goes on to.
      const keyKind = kind === 'suspendedTrial' ? 'serviceTrial' : kind
      return [{ ...dated([subscription.subscriptionId], keyKind, subscription.endsOn), kind, subscription }]
    }),
    ...(copy.options ?? []).flatMap((option): OptionEnding[] => {
      const expiry = expiryOfOption(option, contracts)
      if (!expiry) return []
      const { kind, on } = expiry
      return [{ ...dated(referenceOf(option), kind, on), kind, option }]
    }),
    ...(copy.tasks ?? []).map((task): TaskEnding => {
      const kind = 'scheduledTask'
      return { ...dated([...referenceOf(task), task.type], kind, task.appliesOn), kind, task }
    }),
  ]
}

function referenceOf({ subscriptionId, optionId, subOptionId }: HeldOption | ScheduledTask) {
  return [subscriptionId, optionId, subOptionId]
}
