import { addDays, type CalendarDate, type Instant } from '../../core/calendar.ts'
import { monthsOf, startOfPeriod } from './period.ts'
import type { Contract, HeldOption, SeedCustomer } from './seed-customer.ts'
import type { WireRow } from './wire-row.ts'

/** The date now in a zone. */
export type Today = (zone: string) => CalendarDate

/** A trial of the core service runs for a month. */
const trialDays = 30

/** What tells a customer apart; the rest is filled in. */
export interface Traits {
  readonly domainId: bigint
  readonly domain: string
  readonly companyName: string
  readonly timeZone?: string
  readonly locale?: string
  readonly customerCode?: string | null
  readonly memo?: string | null
  /** Further fields of the customer object, over the usual ones. */
  readonly fields?: WireRow
}

/** The customer object of an ordinary customer. */
export function plainProfile(traits: Traits): WireRow {
  return {
    tenantId: traits.domainId,
    domainId: traits.domainId,
    domain: traits.domain,
    companyName: traits.companyName,
    phoneNumber: '03-0000-0000',
    timeZone: traits.timeZone ?? 'Asia/Tokyo',
    locale: traits.locale ?? 'ja_JP',
    enableActiveMxrecord: true,
    enableActiveDomain: true,
    domainType: 'DOMAIN',
    administrator: {
      lastName: 'Works',
      firstName: 'Administrator',
      id: 'admin',
      privateEmail: `admin@${traits.domain}`,
      cellphone: '090-0000-0000',
      countryCode: '+81',
    },
    partnership: {
      status: 'APPROVED',
      customerCode: traits.customerCode ?? null,
      enablePartnerProfileDisplay: true,
      memo: traits.memo ?? null,
      enableDeveloperConsoleAccessControl: true,
      enableAdminConsoleAccessControl: true,
      useOptionPlus: true,
    },
    ...traits.fields,
  }
}

/** An ordinary customer with one monthly contract and Drive, unless `holdings` says otherwise. */
export function plainCustomer(
  traits: Traits,
  today: Today,
  holdings: Partial<Pick<SeedCustomer, 'contracts' | 'options' | 'tasks' | 'reshape' | 'zone'>> = {},
): SeedCustomer {
  const zone = holdings.zone ?? traits.timeZone ?? 'Asia/Tokyo'
  const endsOn = addDays(today(zone), 20)
  const contract = contractEnding(endsOn, {
    subscriptionId: subscriptionIdOf(traits.domainId, 0),
    productId: 'STD',
    plan: 'MONTHLY',
  })
  return {
    domainId: traits.domainId,
    domain: traits.domain,
    companyName: traits.companyName,
    zone,
    profile: plainProfile(traits),
    contracts: [{ ...contract, renewal: { type: 'STAY' } }],
    options: [optionOf(contract, { optionId: 'DRV', subOptionId: 'DRV01', endsOn })],
    tasks: [],
    ...holdings,
  }
}

/** Contracts are numbered by customer, so that their ids are the same in every world. */
export function subscriptionIdOf(domainId: bigint, place: number): bigint {
  return domainId * 100n + BigInt(place)
}

/** A contract whose running period or trial ends on that day. */
export function contractEnding(
  endsOn: CalendarDate,
  given: Pick<Contract, 'subscriptionId' | 'productId' | 'plan'> & Partial<Contract>,
): Contract {
  return { startsOn: startBefore(endsOn, given.plan), endsOn, licenseCount: 10, ...given }
}

/** An option that is held with a contract, on the contract's plan unless another is given. */
export function optionOf(
  contract: Pick<Contract, 'subscriptionId' | 'plan'>,
  given: Pick<HeldOption, 'optionId' | 'subOptionId' | 'endsOn'> & Partial<HeldOption>,
): HeldOption {
  const plan = given.plan ?? contract.plan
  const startsOn = startBefore(given.endsOn, plan)
  return {
    subscriptionId: contract.subscriptionId,
    addedAt: `${startsOn}T01:30:00.000Z` as Instant,
    quantity: null,
    plan,
    startsOn,
    ...given,
  }
}

function startBefore(endsOn: CalendarDate, plan: string): CalendarDate {
  const months = monthsOf(plan)
  return months === undefined ? addDays(endsOn, 1 - trialDays) : startOfPeriod(endsOn, months)
}
