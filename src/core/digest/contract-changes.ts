import { type CalendarDate, daysBetween } from '../calendar.ts'
import type { Subscription } from '../subscription.ts'
import { type ContractState, contractState } from './snapshot.ts'

export interface ContractChange {
  readonly kind: 'newTrial' | 'turnedPaid' | 'ended' | 'extended' | 'renewedChanged' | 'cancelled'
  readonly subscriptionId: string
  readonly productId: string | null
  /** Its end, past or to come. */
  readonly on: CalendarDate | null
}

/**
 * What has become of a customer's contracts. `before` is undefined for a customer that was not known; null on either
 * side is not read. `today` and `dayBefore` are dates where the customer is, now and then.
 */
export function contractChanges(
  before: readonly ContractState[] | null | undefined,
  subscriptions: readonly Subscription[] | null,
  today: CalendarDate,
  dayBefore: CalendarDate,
): ContractChange[] {
  if (!subscriptions) return []
  if (!before) return newTrialsSince(subscriptions, today, dayBefore)

  const now = subscriptions.map(contractState)
  // They are few: a map for each of ten thousand customers would cost more than looking.
  const lost = before.filter(([id]) => !now.some((state) => state[0] === id))
  const replaced = new Set<ContractState>()

  const ofPresent = now.flatMap((state) => {
    const was = before.find(([id]) => id === state[0])
    if (was) return changesBetween(was, state, today, dayBefore)
    if (state[1] === 'trial') return isOver(state, today) ? [] : [changeOf('newTrial', state)]
    const previous = lost.find((gone) => !replaced.has(gone) && isSameService(gone, state))
    if (previous) replaced.add(previous)
    return previous && isTrialState(previous) && state[1] === 'paid' ? [changeOf('turnedPaid', state)] : []
  })
  // A plan that costs nothing is no loss, and what was over had been told.
  const ended = lost.filter(
    (state) => !replaced.has(state) && state[1] !== 'free' && !isOver(state, dayBefore),
  )
  return [...ofPresent, ...ended.map((state) => endedBy(state, today))]
}

/** What is gone before its date did not end on it. */
function endedBy(state: ContractState, today: CalendarDate): ContractChange {
  const { on, ...change } = changeOf('ended', state)
  return { ...change, on: on !== null && on < today ? on : null }
}

/** Those that began on the day of the snapshot were not in it either. */
function newTrialsSince(subscriptions: readonly Subscription[], today: CalendarDate, since: CalendarDate) {
  return subscriptions
    .filter(({ startsOn }) => startsOn !== null && startsOn >= since)
    .map(contractState)
    .filter((state) => state[1] === 'trial' && !isOver(state, today))
    .map((state) => changeOf('newTrial', state))
}

function changesBetween(
  was: ContractState,
  state: ContractState,
  today: CalendarDate,
  dayBefore: CalendarDate,
): ContractChange[] {
  if (isTrialState(was) && !isTrialState(state)) {
    if (state[1] === 'paid') return [changeOf('turnedPaid', state)]
    return isOver(was, dayBefore) ? [] : [endedBy(was, today)]
  }
  if (isOver(state, today)) return isOver(was, dayBefore) ? [] : [changeOf('ended', state)]

  const isCancelled = state[3] === 'CANCEL' && was[3] !== 'CANCEL' && !isTrialState(state)
  return [...goesOn(was, state, today), ...(isCancelled ? [changeOf('cancelled', state)] : [])]
}

/** A contract that renews by itself moves its end on each time: that is no news, unless it was to change then. */
function goesOn(
  [, as, before, renewal]: ContractState,
  state: ContractState,
  today: CalendarDate,
): ContractChange[] {
  const [, , endsOn] = state
  if (!before || !endsOn || endsOn <= before) return []
  // It may be renewed by another calendar than the customer's, a day earlier.
  const wasDue = as === 'paid' && daysBetween(today, before) <= 1
  if (wasDue && renewal === 'STAY') return []
  return [changeOf(wasDue && renewal === 'CHANGE' ? 'renewedChanged' : 'extended', state)]
}

/** A trial, or a contract that is not renewed, whose last day has passed. */
function isOver([, as, endsOn, renewal]: ContractState, day: CalendarDate): boolean {
  if (as === 'suspended') return true
  return (as === 'trial' || renewal === 'CANCEL') && endsOn !== null && endsOn < day
}

function isTrialState([, as]: ContractState): boolean {
  return as === 'trial' || as === 'suspended'
}

/** Core service, Roger, AiNote, PaperOn: a contract that takes another's place is of the same. */
function isSameService([, , , , one]: ContractState, [, , , , other]: ContractState): boolean {
  return serviceOf(one) === serviceOf(other)
}

function serviceOf(productId: string | null): string {
  return /^(?:ROG|NTA|JP_PPO)_/.exec(productId ?? '')?.[0] ?? ''
}

function changeOf(
  kind: ContractChange['kind'],
  [subscriptionId, , on, , productId]: ContractState,
): ContractChange {
  return { kind, subscriptionId, productId, on }
}
