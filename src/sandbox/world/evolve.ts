import { addDays, type CalendarDate } from '../../core/calendar.ts'
import { isOneOff } from '../../core/option.ts'
import { isTrial, isTrialPlan } from '../../core/subscription.ts'
import { endOfPeriod, monthsOf } from './period.ts'
import type { Contract, HeldOption, OptionTask, SeedCustomer } from './seed-customer.ts'

/** What a customer has on one day. */
export interface Holdings {
  readonly contracts: readonly RunningContract[]
  readonly options: readonly HeldOption[]
  readonly tasks: readonly OptionTask[]
}

export type RunningContract = Contract & { readonly status: 'ACTIVE' | 'SUSPENDED_TRIALEND' }

/**
 * What has become of a customer by `today`: trials are suspended on the day after their end, paid periods renew as
 * they were told to, cancelled ones are gone with their options, and tasks whose day has come have taken effect.
 */
export function evolve(seed: SeedCustomer, today: CalendarDate): Holdings {
  const contracts = seed.contracts.flatMap((contract) => runContract(contract, today))
  const lives = (held: { subscriptionId: bigint | null }) =>
    contracts.some(({ subscriptionId }) => subscriptionId === held.subscriptionId) ||
    !seed.contracts.some(({ subscriptionId }) => subscriptionId === held.subscriptionId)

  const due = seed.tasks
    .filter(({ appliesOn }) => appliesOn <= today)
    .sort((a, b) => a.appliesOn.localeCompare(b.appliesOn))
  const changed = due.reduce<readonly HeldOption[]>(
    // As of the eve: a trial that turns paid on the day after its end must not be dropped first.
    (options, task) => applyTask(task, runOptions(options, addDays(task.appliesOn, -1)), contracts),
    seed.options,
  )
  return {
    contracts,
    options: runOptions(changed, today).filter(lives),
    tasks: seed.tasks.filter((task) => task.appliesOn > today && lives(task)),
  }
}

/** The contract on that day, or nothing once it was cancelled. */
function runContract(contract: Contract, today: CalendarDate): RunningContract[] {
  let current = contract
  while (current.endsOn !== null && current.endsOn < today) {
    if (isTrial(current)) return [{ ...current, status: 'SUSPENDED_TRIALEND' }]
    if (current.renewal?.type === 'CANCEL') return []
    const renewed = renewContract(current, addDays(current.endsOn, 1))
    if (!renewed) break
    current = renewed
  }
  return [{ ...current, status: 'ACTIVE' }]
}

/** Undefined for plans that have no period. Without a stated renewal a contract stays as it is. */
function renewContract(contract: Contract, startsOn: CalendarDate): Contract | undefined {
  const { type, ...changes } = contract.renewal ?? {}
  const renewed: Contract =
    type === 'CHANGE' ? { ...contract, ...changes, renewal: { ...changes, type: 'STAY' } } : contract
  const months = monthsOf(renewed.plan)
  return months === undefined ? undefined : { ...renewed, startsOn, endsOn: endOfPeriod(startsOn, months) }
}

function runOptions(options: readonly HeldOption[], today: CalendarDate): HeldOption[] {
  return options.flatMap((option) => runOption(option, today))
}

/** The option on that day, or nothing once a trial is over or a one-off is used up. */
function runOption(option: HeldOption, today: CalendarDate): HeldOption[] {
  let current = option
  while (current.endsOn < today) {
    const months = isOneOff(current.optionId) ? undefined : monthsOf(current.plan)
    if (months === undefined) return []
    current = renewOption(current, months)
  }
  return [current]
}

function renewOption(option: HeldOption, months: number): HeldOption {
  const startsOn = addDays(option.endsOn, 1)
  const renewed = { ...option, startsOn, endsOn: endOfPeriod(startsOn, months) }
  if (option.renewal?.type !== 'CHANGE') return renewed
  const { subOptionId, quantity } = option.renewal
  return { ...renewed, subOptionId, quantity, renewal: { type: 'STAY', subOptionId, quantity } }
}

function applyTask(
  task: OptionTask,
  options: readonly HeldOption[],
  contracts: readonly RunningContract[],
): readonly HeldOption[] {
  const { type, optionId, subOptionId, quantity } = task
  const isMeant = (option: HeldOption) =>
    option.optionId === optionId &&
    (task.subscriptionId === null || option.subscriptionId === task.subscriptionId)

  if (type === 'CANCEL') return options.filter((option) => !isMeant(option))
  if (type === 'APPLY') return [...options, ...begin(task, contracts)]
  return options.map((option) => {
    if (!isMeant(option)) return option
    if (type !== 'START_PAID_SERVICE') return { ...option, subOptionId, quantity }
    return { ...option, subOptionId, quantity, ...paidPeriodFrom(task.appliesOn, option.plan) }
  })
}

function begin(task: OptionTask, contracts: readonly RunningContract[]): HeldOption[] {
  const contract =
    contracts.find(({ subscriptionId }) => subscriptionId === task.subscriptionId) ?? contracts[0]
  if (!contract) return []
  return [
    {
      subscriptionId: contract.subscriptionId,
      optionId: task.optionId,
      subOptionId: task.subOptionId,
      addedAt: `${task.appliesOn}T00:00:00.000Z` as HeldOption['addedAt'],
      quantity: task.quantity,
      ...paidPeriodFrom(task.appliesOn, contract.plan),
    },
  ]
}

function paidPeriodFrom(startsOn: CalendarDate, planBefore: string) {
  const plan = isTrialPlan(planBefore) || monthsOf(planBefore) === undefined ? 'MONTHLY' : planBefore
  return { plan, startsOn, endsOn: endOfPeriod(startsOn, monthsOf(plan) ?? 1) }
}
