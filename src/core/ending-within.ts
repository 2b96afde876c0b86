import type { CalendarDate, Instant } from './calendar.ts'
import { compareText } from './compare-text.ts'
import type { Customer } from './customer.ts'
import type { CustomerCopy } from './directory.ts'
import { type Ending, endsOf } from './expiry.ts'
import { type Item, itemOf } from './item.ts'

/** How far to look ahead. */
export interface EndingWindow {
  /** 0 is today alone; null is without end. */
  readonly days: number | null
  /** With contracts that renew by themselves. */
  readonly all: boolean
}

/** What is about to end, each list in the order in which it is to be read. */
export interface EndingList {
  /** From today to the end of the window, the nearest first. */
  readonly dated: readonly Ending[]
  /** What ends or changes for certain, but without a date. */
  readonly undated: readonly Ending[]
  /** Trials that are over, the latest first, however long ago. */
  readonly endedTrials: readonly Ending[]
  /** Customers without any of their contracts, options and tasks, because their turn has not come. */
  readonly unread: readonly Customer[]
  /** Customers whose last read failed: what is listed of them may be out of date, or missing. */
  readonly failed: readonly Customer[]
  /** When the part of the copy that is oldest was read; null where nothing has been. */
  readonly oldestReadAt: Instant | null
}

/**
 * What ends within a window over all customers, each by the date where it is. Customers that are gone count for
 * nothing. Dates in the past are left out, but for service trials: the rest has happened, and the copy is behind.
 * With `among` it is those items alone, past ones included: whoever asks for them by name does not want one dropped.
 */
export function endingWithin(
  copies: readonly CustomerCopy[],
  todayOf: (customer: Customer) => CalendarDate,
  { days, all }: EndingWindow,
  among?: ReadonlySet<Item>,
): EndingList {
  const present = copies.filter(({ goneAt }) => !goneAt)
  const endings = present
    .flatMap((copy) => endsOf(copy, todayOf(copy.customer)))
    .filter(({ kind }) => all || kind !== 'contractRenews')
    .filter((ending) => !among || isIn(among, ending))
  const running = endings.filter(({ kind }) => kind !== 'suspendedTrial')
  const earliest = among ? Number.NEGATIVE_INFINITY : 0
  const latest = days ?? Number.POSITIVE_INFINITY
  return {
    dated: running
      .filter(({ daysLeft }) => daysLeft !== null && daysLeft >= earliest && daysLeft <= latest)
      .sort(nearestFirst),
    undated: running.filter(({ daysLeft }) => daysLeft === null).sort(byCompany),
    endedTrials: endings.filter(({ kind }) => kind === 'suspendedTrial').sort(latestFirst),
    unread: present
      .filter(({ readAt, failure }) => !readAt && !failure)
      .map(({ customer }) => customer)
      .sort(byCompany),
    failed: present
      .filter(({ failure }) => failure)
      .map(({ customer }) => customer)
      .sort(byCompany),
    oldestReadAt: earliestRead(present),
  }
}

/** The items that nothing of these customers ends as any more: renewed, extended, cancelled, or the customer gone. */
export function lapsedAmong(
  items: ReadonlySet<Item>,
  copies: readonly CustomerCopy[],
  todayOf: (customer: Customer) => CalendarDate,
): Item[] {
  const ending = new Set(copies.flatMap((copy) => endsOf(copy, todayOf(copy.customer))).map(itemOf))
  return [...items].filter((item) => !ending.has(item))
}

function isIn(items: ReadonlySet<Item>, ending: Ending): boolean {
  const item = itemOf(ending)
  return item !== undefined && items.has(item)
}

/** Days left before the date itself: on one date it may be today for one customer and tomorrow for another. */
function nearestFirst(a: Ending, b: Ending): number {
  return (a.daysLeft ?? 0) - (b.daysLeft ?? 0) || compareText(a.on ?? '', b.on ?? '') || byCompany(a, b)
}

function latestFirst(a: Ending, b: Ending): number {
  return compareText(b.on ?? '', a.on ?? '') || byCompany(a, b)
}

type Named = Pick<Customer, 'domainId' | 'companyName'>

function byCompany(a: Named, b: Named): number {
  return compareText(a.companyName ?? '', b.companyName ?? '') || compareText(a.domainId, b.domainId)
}

function earliestRead(copies: readonly CustomerCopy[]): Instant | null {
  const times = copies.flatMap(({ readAt }) => (readAt ? [readAt] : []))
  return times.reduce<Instant | null>(
    (oldest, at) => (oldest !== null && Date.parse(oldest) <= Date.parse(at) ? oldest : at),
    null,
  )
}
