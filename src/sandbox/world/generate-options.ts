import { addDays, type CalendarDate, type Instant } from '../../core/calendar.ts'
import { isOneOff } from '../../core/option.ts'
import { isTrial, isTrialPlan } from '../../core/subscription.ts'
import { monthsOf } from './period.ts'
import { optionOf } from './plain-customer.ts'
import type { Random } from './random.ts'
import type { Contract, HeldOption, OptionTask } from './seed-customer.ts'
import { isTrialSubOption, optionOffers, quantityOf } from './trade.ts'

/** Options of the core contract, and what is to happen to some of them. Free customers hold none. */
export function generateOptions(
  contracts: readonly Contract[],
  random: Random,
  today: CalendarDate,
): { options: HeldOption[]; tasks: OptionTask[] } {
  const contract = contracts[0]
  if (!contract || contract.plan.startsWith('FREE')) return { options: [], tasks: [] }

  const options = new Map<string, HeldOption>()
  for (let place = random.below(5); place > 0; place -= 1) {
    const { optionId, subOptionId } = random.pick(optionOffers)
    options.set(optionId, generateOption(contract, optionId, subOptionId, random, today))
  }
  const tasks = [...options.values()]
    .filter(() => random.chance(0.35))
    .map((option) => generateTask(option, random, today))
  const isAppliedFor = new Set(tasks.filter(({ type }) => type === 'APPLY').map(({ optionId }) => optionId))
  return { options: [...options.values()].filter(({ optionId }) => !isAppliedFor.has(optionId)), tasks }
}

function generateOption(
  contract: Contract,
  optionId: string,
  subOptionId: string,
  random: Random,
  today: CalendarDate,
): HeldOption {
  const quantity = quantityOf(optionId, 1 + random.below(9))
  if (isTrialSubOption(subOptionId)) {
    const endsOn = addDays(today, random.below(31))
    return optionOf(contract, { optionId, subOptionId, quantity, plan: 'TRIAL', endsOn })
  }
  const endsWithContract = !isTrial(contract) && contract.endsOn !== null && monthsOf(contract.plan) === 12
  const held = optionOf(contract, {
    optionId,
    subOptionId,
    quantity,
    plan: endsWithContract ? contract.plan : 'MONTHLY',
    endsOn: endsWithContract && contract.endsOn ? contract.endsOn : addDays(today, random.below(28)),
  })
  // Times come with an offset as well as in UTC.
  const addedAt = random.chance(0.5) ? (`${held.startsOn}T10:30:00+09:00` as Instant) : held.addedAt
  const option = { ...held, addedAt }
  if (isOneOff(optionId) || random.chance(0.4)) return option
  const type = random.pick(['STAY', 'CHANGE'])
  const renewed = type === 'CHANGE' ? anotherOf(optionId, subOptionId, random) : subOptionId
  return { ...option, renewal: { type, subOptionId: renewed, quantity } }
}

function generateTask(option: HeldOption, random: Random, today: CalendarDate): OptionTask {
  const { optionId, subOptionId, plan, quantity } = option
  const isTrialOption = isTrialPlan(plan)
  const type = random.pick(
    isTrialOption ? ['START_PAID_SERVICE', 'CANCEL'] : ['APPLY', 'CHANGE_QUANTITY', 'MODIFY', 'CANCEL'],
  )
  return {
    // An option may be ordered along with a contract that has not begun.
    subscriptionId: type === 'APPLY' && random.chance(0.5) ? null : option.subscriptionId,
    optionId,
    subOptionId: type === 'CANCEL' ? subOptionId : anotherOf(optionId, subOptionId, random),
    type,
    quantity: quantity !== null && type === 'CHANGE_QUANTITY' ? quantity + 1 : quantity,
    appliesOn: isTrialOption ? addDays(option.endsOn, 1) : addDays(today, 1 + random.below(31)),
  }
}

/** A paid sub option of the same option; the same one where it has no other. */
function anotherOf(optionId: string, subOptionId: string, random: Random): string {
  const others = optionOffers.filter(
    (offer) =>
      offer.optionId === optionId &&
      offer.subOptionId !== subOptionId &&
      !isTrialSubOption(offer.subOptionId),
  )
  return others.length > 0 ? random.pick(others).subOptionId : subOptionId
}
