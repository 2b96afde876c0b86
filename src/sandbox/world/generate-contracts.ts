import { addDays, type CalendarDate } from '../../core/calendar.ts'
import { productIds } from '../../core/subscription.ts'
import { monthsOf } from './period.ts'
import { contractEnding, subscriptionIdOf } from './plain-customer.ts'
import type { Random } from './random.ts'
import type { Contract, ContractRenewal } from './seed-customer.ts'
import { coreProductIds, plansOf } from './trade.ts'

/** Core products as a round: trials and paid contracts in turn, now and then a free one. */
const coreRound = ['STD_T', 'STD', 'ADV', 'ADV_T', 'STD', 'STD_T', 'FR', 'ADV']

const otherProductIds = productIds.filter((productId) => !coreProductIds.includes(productId))

/** Days from the start of the world to a trial's end, in turn. The negative ones are suspended from the beginning. */
const trialEnds = [0, 1, 3, 7, 13, 30, -6, 2, 5, 10, 14, 18, 21, 25, 29, 45, 60, -1, -20]

/** A core contract, and with every other customer one or two of the other products. */
export function generateContracts(
  domainId: bigint,
  index: number,
  random: Random,
  today: CalendarDate,
): Contract[] {
  const others = [
    ...(index % 2 === 0 ? [otherProductIds[(index / 2) % otherProductIds.length]] : []),
    ...(random.chance(0.15) ? [random.pick(otherProductIds)] : []),
  ]
  return [coreRound[index % coreRound.length], ...others]
    .filter((productId) => productId !== undefined)
    .map((productId, place) => {
      const plans = plansOf(productId)
      const plan = plans[Math.floor(index / coreRound.length) % plans.length] ?? 'MONTHLY'
      const given = { subscriptionId: subscriptionIdOf(domainId, place), productId, plan }
      return generateContract(given, trialEnd(index, place), random, today)
    })
}

/** Core trials take the ends one after the other; those of other products follow at a distance. */
function trialEnd(index: number, place: number): number {
  const isTrial = (productId: string) => productId.endsWith('_T')
  const trialsBefore =
    Math.floor(index / coreRound.length) * coreRound.filter(isTrial).length +
    coreRound.slice(0, index % coreRound.length).filter(isTrial).length
  return trialEnds[(trialsBefore + place * 4) % trialEnds.length] ?? 0
}

function generateContract(
  sold: Pick<Contract, 'subscriptionId' | 'productId' | 'plan'>,
  trialEndsIn: number,
  random: Random,
  today: CalendarDate,
): Contract {
  const { productId, plan } = sold
  const isRoger = productId.startsWith('ROG_')
  const given = {
    ...sold,
    licenseCount: 5 + random.below(40) * 5,
    ...(isRoger || random.chance(0.7)
      ? { licenseAssignType: isRoger ? random.pick(['AUTO', 'MANUAL']) : 'NONE' }
      : {}),
  }
  if (plan.startsWith('FREE')) {
    const startsOn = addDays(today, -30 - random.below(600))
    return { ...given, startsOn, endsOn: null, licenseCount: null, renewal: null }
  }
  if (plan.startsWith('TRIAL')) {
    const contract = contractEnding(addDays(today, trialEndsIn), given)
    return random.chance(0.5) ? { ...contract, renewal: null } : contract
  }
  const contract = contractEnding(addDays(today, daysToEnd(plan, random)), given)
  const renewal = chooseRenewal(contract, random)
  return renewal === undefined ? contract : { ...contract, renewal }
}

/** Half of what runs for a year ends within six weeks, so that there is something to see. */
function daysToEnd(plan: string, random: Random): number {
  if (monthsOf(plan) === 1) return random.below(28)
  return random.chance(0.5) ? random.below(42) : random.below(365)
}

function chooseRenewal(contract: Contract, random: Random): ContractRenewal | null | undefined {
  const { productId, plan } = contract
  const licenseCount = contract.licenseCount ?? 5
  const draw = random.below(20)
  if (draw < 9) return { type: 'STAY', productId, plan, licenseCount }
  if (draw < 14) {
    const otherPlan = random.pick(plansOf(productId))
    return { type: 'CHANGE', productId, plan: otherPlan, licenseCount: licenseCount + 10 }
  }
  if (draw < 18) return { type: 'CANCEL' }
  return draw === 18 ? null : undefined
}
