import { addDays } from '../../core/calendar.ts'
import {
  contractEnding,
  optionOf,
  plainCustomer,
  subscriptionIdOf,
  type Today,
  type Traits,
} from './plain-customer.ts'
import type { SeedCustomer } from './seed-customer.ts'
import type { WireRow } from './wire-row.ts'

/** Every code in a value that no page names, and in every row a field that none names either. */
export function unknownCodes(traits: Traits, today: Today): SeedCustomer {
  const endsOn = addDays(today('Asia/Tokyo'), 20)
  const contract = contractEnding(endsOn, {
    subscriptionId: subscriptionIdOf(traits.domainId, 0),
    productId: 'XPR_T2',
    plan: 'BIENNIAL',
    licenseAssignType: 'LOTTERY',
    renewal: { type: 'PAUSE', productId: 'XPR', plan: 'BIENNIAL', licenseCount: 1 },
  })
  const { subscriptionId } = contract
  const option = { optionId: 'XYZ9', subOptionId: 'XYZ901', quantity: 7 }
  const fields = { locale: 'fr_FR', domainType: 'REALM', partnership: { status: 'MERGED', tier: 3 } }
  const more = (changes: WireRow) => (row: WireRow) => ({
    ...row,
    ...changes,
    releaseRing: { name: 'canary', since: 9_007_199_254_740_993n },
  })
  return plainCustomer({ ...traits, fields }, today, {
    contracts: [contract],
    options: [
      optionOf(contract, {
        ...option,
        endsOn,
        renewal: { type: 'PAUSE', subOptionId: 'XYZ902', quantity: 8 },
      }),
    ],
    tasks: [{ subscriptionId, ...option, type: 'TELEPORT', appliesOn: addDays(endsOn, 1) }],
    reshape: {
      customer: more({}),
      subscription: more({ status: 'FROZEN' }),
      option: more({}),
      renewal: more({}),
      task: more({}),
    },
  })
}
