import { addDays, type CalendarDate } from '../../core/calendar.ts'
import { isOneOff } from '../../core/option.ts'
import { productIds } from '../../core/subscription.ts'
import {
  contractEnding,
  optionOf,
  plainCustomer,
  subscriptionIdOf,
  type Today,
  type Traits,
} from './plain-customer.ts'
import type { Contract, HeldOption, OptionTask, SeedCustomer } from './seed-customer.ts'
import { isTrialSubOption, optionOffers, plansOf, quantityOf } from './trade.ts'

const zone = 'Asia/Tokyo'

/** Every option in every sub option, held twice, with one renewal per option. */
export function everyOption(traits: Traits, today: Today): SeedCustomer {
  const day = today(zone)
  const contracts = ['STD', 'ADV'].map((productId, place) =>
    contractEnding(addDays(day, 40), {
      subscriptionId: subscriptionIdOf(traits.domainId, place),
      productId,
      plan: 'ANNUAL_LICENSE',
      licenseCount: 500,
      renewal: { type: 'STAY' },
    }),
  )
  const options = contracts.flatMap((contract) =>
    optionOffers.map(({ optionId, subOptionId }, place): HeldOption => {
      const quantity = quantityOf(optionId, place + 1)
      const isTrial = isTrialSubOption(subOptionId)
      const option = optionOf(contract, {
        optionId,
        subOptionId,
        quantity,
        plan: isTrial ? 'TRIAL' : 'MONTHLY',
        endsOn: addDays(day, place % 28),
      })
      if (isTrial || isOneOff(optionId)) return option
      return { ...option, renewal: { type: place % 2 ? 'CHANGE' : 'STAY', subOptionId, quantity } }
    }),
  )
  return plainCustomer(traits, today, { contracts, options })
}

/** Every product on every plan that it is sold on, with every renewal. */
export function everyContract(traits: Traits, today: Today): SeedCustomer {
  const day = today(zone)
  const sold = productIds.flatMap((productId) => plansOf(productId).map((plan) => ({ productId, plan })))
  const contracts = sold.map(({ productId, plan }, place): Contract => {
    const subscriptionId = subscriptionIdOf(traits.domainId, place)
    // Now and then a trial that ended before the world began.
    const contract = contractEnding(
      addDays(day, plan.startsWith('TRIAL') ? (place % 4) * 9 - 5 : place % 28),
      {
        subscriptionId,
        productId,
        plan,
        licenseAssignType: productId.startsWith('ROG_') ? (place % 2 ? 'AUTO' : 'MANUAL') : 'NONE',
      },
    )
    if (plan.startsWith('FREE')) return { ...contract, endsOn: null, licenseCount: null, renewal: null }
    if (plan.startsWith('TRIAL')) return contract
    const change = { productId, plan, licenseCount: 25 }
    const renewals = [{ type: 'STAY' }, { type: 'CHANGE', ...change }, { type: 'CANCEL' }]
    return { ...contract, renewal: renewals[place % renewals.length] ?? null }
  })
  return plainCustomer(traits, today, { contracts, options: [] })
}

/** A task of each type, one for an option whose contract has not begun. */
export function everyTask(traits: Traits, today: Today): SeedCustomer {
  const day = today(zone)
  const subscriptionId = subscriptionIdOf(traits.domainId, 0)
  const contract = contractEnding(addDays(day, 25), {
    subscriptionId,
    productId: 'ADV',
    plan: 'ANNUAL_PREPAY_LICENSE',
    renewal: { type: 'STAY' },
  })
  const endsOn = addDays(day, 25)
  return plainCustomer(traits, today, {
    contracts: [contract],
    options: [
      optionOf(contract, {
        optionId: 'DRV',
        subOptionId: 'DRV_PA_T',
        plan: 'TRIAL',
        endsOn: addDays(day, 5),
      }),
      optionOf(contract, {
        ...{ optionId: 'CST_S', subOptionId: 'CST_S01', quantity: 3, plan: 'MONTHLY', endsOn },
        renewal: { type: 'STAY', subOptionId: 'CST_S01', quantity: 3 },
      }),
      optionOf(contract, { optionId: 'SSTG2', subOptionId: 'SSTG202', plan: 'MONTHLY', endsOn }),
      optionOf(contract, { optionId: 'ACV2', subOptionId: 'ACV201', plan: 'MONTHLY', endsOn }),
    ],
    tasks: [
      task(subscriptionId, 'DRV', 'DRV_PA', 'START_PAID_SERVICE', null, addDays(day, 6)),
      task(subscriptionId, 'CST_S', 'CST_S01', 'CHANGE_QUANTITY', 5, addDays(day, 3)),
      task(subscriptionId, 'SSTG2', 'SSTG203', 'MODIFY', 1, addDays(day, 2)),
      task(subscriptionId, 'ACV2', 'ACV201', 'CANCEL', null, addDays(day, 14)),
      task(null, 'BCT', 'BCT02', 'APPLY', 1, addDays(day, 31)),
    ],
  })
}

function task(
  subscriptionId: bigint | null,
  optionId: string,
  subOptionId: string,
  type: string,
  quantity: number | null,
  appliesOn: CalendarDate,
): OptionTask {
  return { subscriptionId, optionId, subOptionId, type, quantity, appliesOn }
}
