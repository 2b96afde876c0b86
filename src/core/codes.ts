import { customerLocales, domainTypes, partnershipStatuses } from './customer.ts'
import { optionIds, optionRenewalTypes, subOptionIds, taskTypes } from './option.ts'
import {
  licenseAssignTypes,
  plans,
  productIds,
  subscriptionRenewalTypes,
  subscriptionStatuses,
} from './subscription.ts'

/** Every code that has a name in all five languages, by the set it belongs to. */
export const knownCodes = {
  product: productIds,
  plan: plans,
  subscriptionStatus: subscriptionStatuses,
  subscriptionRenewal: subscriptionRenewalTypes,
  licenseAssign: licenseAssignTypes,
  option: optionIds,
  subOption: subOptionIds,
  optionRenewal: optionRenewalTypes,
  task: taskTypes,
  domainType: domainTypes,
  partnership: partnershipStatuses,
  customerLocale: customerLocales,
} as const satisfies Record<string, readonly string[]>

export type CodeSet = keyof typeof knownCodes
