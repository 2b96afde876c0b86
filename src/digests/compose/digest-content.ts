import { type CustomerDays, customerDays } from '../../commands/expiring/customer-days.ts'
import type { DomainId } from '../../core/customer.ts'
import { type Change, changesSince } from '../../core/digest/changes.ts'
import { concernsOf } from '../../core/digest/concerns.ts'
import { type DayRange, rangeIndex, rangesWithin } from '../../core/digest/ranges.ts'
import type { CustomerCopy } from '../../core/directory.ts'
import { type EndingList, endingWithin } from '../../core/ending-within.ts'
import type { Ending } from '../../core/expiry.ts'
import { type Item, itemOf } from '../../core/item.ts'
import { isPutAway } from '../../core/marks.ts'
import type { ComposeInput } from '../composing.ts'
import { isNewsSince } from './is-news-since.ts'

/** What a digest has to say, each list in the order in which it is to be read. */
export interface DigestContent extends Pick<EndingList, 'unread' | 'failed' | 'oldestReadAt'>, Listed {
  readonly changes: readonly Change[]
  /** What is new or has come closer since the last digest, but is no change; before the first, what ends at once. */
  readonly near: readonly Ending[]
  /** How many the rule keeps, whether anything of theirs ends or not. */
  readonly customers: number
  /** How many are left out as done or put off. */
  readonly putAway: number
  /** Customers that were asked for their day, and have no usable zone. */
  readonly withoutZone: ReadonlySet<DomainId>
}

/** Everything that ends or changes, each thing once. */
interface Listed {
  /** Within the rule's days, the nearest first. */
  readonly within: readonly Ending[]
  readonly endedTrials: readonly Ending[]
  /** Contracts that are not renewed, and end further ahead or on no stated day. */
  readonly cancelled: readonly Ending[]
  /** Changes of contracts and options further ahead, or on no stated day. */
  readonly scheduled: readonly Ending[]
  /** Whatever else has no date. */
  readonly undated: readonly Ending[]
}

/** Before a room's first digest nothing is old, and the parent names what ends so soon. */
export const firstDays = 3

export function contentOf(input: ComposeInput): DigestContent {
  const { rule, clock, base } = input
  const isConcerned = concernsOf(rule)
  const copies = input.copies.filter(({ customer }) => isConcerned(customer))
  const days = customerDays(clock, rule.zone)
  const daysBefore = daysAtBase(input)

  const today = clock.today(rule.zone)
  const away = new Set(input.marks.filter((mark) => isPutAway(mark, today)).map(({ item }) => item))
  const isShown = (item: Item | undefined) => item === undefined || !away.has(item)

  const list = endingWithin(copies, days.todayOf, { days: null, all: false })
  const everything = listOf(list, rule.days)
  const listed = away.size > 0 ? keep(everything, (ending) => isShown(itemOf(ending))) : everything
  const changes =
    base && daysBefore
      ? changesSince(base.snapshot, copies, { todayOf: days.todayOf, beforeOf: daysBefore.todayOf }).filter(
          ({ item }) => isShown(item),
        )
      : []
  return {
    ...listed,
    changes,
    near: nearOf(listed.within, changes, copies, input, daysBefore),
    customers: copies.filter(({ goneAt }) => !goneAt).length,
    putAway: allOf(everything).length - allOf(listed).length,
    withoutZone: days.withoutZone,
    unread: list.unread,
    failed: list.failed,
    oldestReadAt: list.oldestReadAt,
  }
}

/** Everything that a digest lists, the most pressing first. */
export function allOf({ within, endedTrials, cancelled, scheduled, undated }: Listed): Ending[] {
  return [...within, ...endedTrials, ...cancelled, ...scheduled, ...undated]
}

/** Those within the rule's days by range; a range that has nothing is left out. */
export function inRanges(
  within: readonly Ending[],
  days: number,
): { readonly range: DayRange; readonly endings: readonly Ending[] }[] {
  const ranges = rangesWithin(days)
  const byRange = Map.groupBy(within, ({ daysLeft }) => rangeIndex(ranges, daysLeft ?? 0))
  return ranges.flatMap((range, index) => {
    const endings = byRange.get(index)
    return endings ? [{ range, endings }] : []
  })
}

function listOf({ dated, undated, endedTrials }: EndingList, days: number): Listed {
  const within = dated.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= days)
  const ahead = [...dated.slice(within.length), ...undated]
  const isScheduled = ({ kind }: Ending) => kind === 'contractChanges' || kind === 'scheduledTask'
  const isCancelled = ({ kind }: Ending) => kind === 'contractEnds'
  return {
    within,
    endedTrials,
    cancelled: ahead.filter(isCancelled),
    scheduled: ahead.filter(isScheduled),
    undated: undated.filter((ending) => !isCancelled(ending) && !isScheduled(ending)),
  }
}

function keep(listed: Listed, isKept: (ending: Ending) => boolean): Listed {
  return {
    within: listed.within.filter(isKept),
    endedTrials: listed.endedTrials.filter(isKept),
    cancelled: listed.cancelled.filter(isKept),
    scheduled: listed.scheduled.filter(isKept),
    undated: listed.undated.filter(isKept),
  }
}

function nearOf(
  within: readonly Ending[],
  changes: readonly Change[],
  copies: readonly CustomerCopy[],
  input: ComposeInput,
  daysBefore: CustomerDays | undefined,
): Ending[] {
  const { base, rule, marks } = input
  if (!base || !daysBefore) return within.filter(({ daysLeft }) => (daysLeft ?? 0) <= firstDays)
  const customers = new Map(copies.map(({ customer }) => [customer.domainId, customer]))
  const isNews = isNewsSince(base, marks, rangesWithin(rule.days))
  const changed = new Set(changes.map(({ item }) => item))
  return within.filter((ending) => {
    const customer = customers.get(ending.domainId)
    const item = itemOf(ending)
    return customer && !(item && changed.has(item)) && isNews(ending, daysBefore.todayOf(customer))
  })
}

/** The calendars of customers at the time of the last digest. */
function daysAtBase({ base, clock, times, rule }: ComposeInput): CustomerDays | undefined {
  return base
    ? customerDays({ ...clock, today: (zone) => times.dateOf(base.at, zone) }, rule.zone)
    : undefined
}
