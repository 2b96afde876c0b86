import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Customer, DomainId } from '../../src/core/customer.ts'
import { DeskError, type ErrorCode } from '../../src/core/errors.ts'
import type { HeldOption, OptionId, OptionRenewal, ScheduledTask } from '../../src/core/option.ts'
import type { BusinessClock, Log, Partner } from '../../src/core/ports.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import { recordedLog } from './log-record.ts'

/** What a partner whose customers are given in the test would answer; a code in place of a value fails. */
export interface Known {
  customer?: Partial<Customer> | ErrorCode
  subscriptions?: readonly Partial<Subscription>[] | ErrorCode
  options?: readonly Partial<HeldOption>[] | ErrorCode
  renewals?: Readonly<Record<string, Partial<OptionRenewal> | ErrorCode>>
  tasks?: readonly Partial<ScheduledTask>[] | ErrorCode
}

function orFail<T>(known: T | ErrorCode): T {
  if (typeof known === 'string') throw new DeskError(known as ErrorCode, `told to fail with ${known}`)
  return known
}

export function knownPartner(known: Known): Partner {
  const tasks = () => orFail(known.tasks ?? []).map((row) => ({ ...emptyTask, ...row }))
  return {
    customer: async (domainId) => ({ ...emptyCustomer, domainId, ...orFail(known.customer ?? {}) }),
    customers: async () => ({ customers: [], nextCursor: null }),
    subscriptions: async () =>
      orFail(known.subscriptions ?? []).map((row) => ({ ...emptySubscription, ...row })),
    options: async () => orFail(known.options ?? []).map((row) => ({ ...emptyOption, ...row })),
    optionRenewal: async (_id, option) => {
      const renewal = known.renewals?.[option]
      return renewal ? { ...emptyRenewal, optionId: option, ...orFail(renewal) } : null
    },
    scheduledTask: async (_id, option) => tasks().find((task) => task.optionId === option) ?? null,
    scheduledTasks: async () => tasks(),
  }
}

/** Shows nothing. */
export const silentLog: Log = recordedLog

/** Noon of a day in every zone: enough where only the day matters. */
export function clockOn(day: string): BusinessClock {
  return {
    now: () => `${day}T12:00:00Z` as Instant,
    today: () => day as CalendarDate,
    knows: (zone) => !zone.startsWith('Mars'),
  }
}

const emptyCustomer: Customer = {
  domainId: '1' as DomainId,
  tenantId: null,
  domain: null,
  domainType: null,
  companyName: null,
  phoneNumber: null,
  timeZone: null,
  locale: null,
  mxRecordActive: null,
  domainActive: null,
  administrator: null,
  partnership: null,
}
const emptySubscription: Subscription = {
  domainId: null,
  subscriptionId: '1',
  productId: null,
  plan: null,
  startsOn: null,
  endsOn: null,
  licenseAssignType: null,
  licenseCount: null,
  status: null,
  renewal: null,
}
const emptyOption: HeldOption = {
  subscriptionId: null,
  optionId: 'DRV' as OptionId,
  subOptionId: null,
  addedAt: null,
  quantity: null,
  plan: null,
  startsOn: null,
  endsOn: null,
}
const emptyRenewal: OptionRenewal = {
  subscriptionId: null,
  optionId: null,
  subOptionId: null,
  type: null,
  quantity: null,
}
const emptyTask: ScheduledTask = {
  subscriptionId: null,
  optionId: 'DRV' as OptionId,
  subOptionId: null,
  type: 'CANCEL',
  quantity: null,
  appliesOn: null,
}
