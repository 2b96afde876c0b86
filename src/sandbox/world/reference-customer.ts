import { addDays } from '../../core/calendar.ts'
import { contractEnding, optionOf, subscriptionIdOf, type Today } from './plain-customer.ts'
import type { SeedCustomer } from './seed-customer.ts'

const domainId = 10_000_001n
const zone = 'Asia/Tokyo'

/** Domain 10000001 as in the example of the reference page, on a trial that ends in 13 days. */
export function referenceCustomer(today: Today): SeedCustomer {
  const endsOn = addDays(today(zone), 13)
  const subscriptionId = subscriptionIdOf(domainId, 0)
  const trial = contractEnding(endsOn, {
    subscriptionId,
    productId: 'STD_T',
    plan: 'TRIAL',
    licenseAssignType: 'NONE',
    licenseCount: 30,
    renewal: null,
  })
  return {
    domainId,
    domain: 'example.com',
    companyName: 'LINE WORKS Corp.',
    zone,
    profile: {
      tenantId: domainId,
      domainId,
      domain: 'example.com',
      companyName: 'LINE WORKS Corp.',
      phoneNumber: '03-0000-0000',
      timeZone: zone,
      locale: 'ja_JP',
      enableActiveMxrecord: true,
      enableActiveDomain: true,
      domainType: 'DOMAIN',
      administrator: {
        lastName: 'Works',
        firstName: 'Administrator',
        id: 'admin',
        privateEmail: 'private.works@example.com',
        cellphone: '090-0000-0000',
        countryCode: '+81',
      },
      partnership: {
        status: 'TRANSFER_READY',
        customerCode: 'asd123ada11',
        enablePartnerProfileDisplay: true,
        memo: 'Memo',
        enableDeveloperConsoleAccessControl: true,
        enableAdminConsoleAccessControl: true,
        useOptionPlus: true,
      },
    },
    contracts: [trial],
    options: [
      optionOf(trial, {
        optionId: 'DRV',
        subOptionId: 'DRV00',
        endsOn,
        renewal: { type: 'STAY', subOptionId: 'DRV01', quantity: null },
      }),
      optionOf(trial, { optionId: 'ACV2', subOptionId: 'ACV200', endsOn: addDays(endsOn, -6) }),
      optionOf(trial, {
        optionId: 'SSTG2',
        subOptionId: 'SSTG201',
        quantity: 1,
        plan: 'MONTHLY',
        endsOn: addDays(endsOn, 4),
        renewal: { type: 'CHANGE', subOptionId: 'SSTG202', quantity: 1 },
      }),
    ],
    tasks: [
      {
        subscriptionId,
        optionId: 'DRV',
        subOptionId: 'DRV01',
        type: 'START_PAID_SERVICE',
        quantity: null,
        appliesOn: addDays(endsOn, 1),
      },
      {
        subscriptionId,
        optionId: 'BCT',
        subOptionId: 'BCT01',
        type: 'APPLY',
        quantity: 1,
        appliesOn: addDays(endsOn, 1),
      },
    ],
  }
}
