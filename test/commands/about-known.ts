import { createDesk, type DeskOptions } from '../../src/commands/desk.ts'
import type { Instant } from '../../src/core/calendar.ts'
import type { Call } from '../../src/core/call.ts'
import type { Customer } from '../../src/core/customer.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { HeldOption, ScheduledTask } from '../../src/core/option.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import { findOption } from '../../src/text/option-names.ts'
import { speak } from '../../src/text/speak.ts'
import { on, option } from '../helpers/branded.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { typed } from '../helpers/transcript.ts'

export const partnership = {
  status: 'APPROVED',
  customerCode: 'AC-1',
  memo: 'Call before ten',
  partnerProfileDisplayed: null,
  developerConsoleAccess: null,
  adminConsoleAccess: null,
}

export const acme: Partial<Customer> = {
  companyName: 'Acme',
  domain: 'acme.example',
  timeZone: 'Asia/Tokyo',
  domainActive: true,
  mxRecordActive: true,
  partnership,
}

export const administrator = {
  lastName: 'Lovelace',
  firstName: 'Ada',
  id: 'ada-1',
  privateEmail: 'ada@private.example',
  cellphone: '9012345678',
  countryCode: '+81',
}

export const trial: Partial<Subscription> = {
  subscriptionId: '11',
  productId: 'ADV_T',
  plan: 'TRIAL',
  startsOn: on('2026-11-01'),
  endsOn: on('2026-12-31'),
  status: 'ACTIVE',
  licenseCount: 30,
}

export const standard: Partial<Subscription> = {
  subscriptionId: '12',
  productId: 'STD',
  plan: 'ANNUAL',
  startsOn: on('2026-02-01'),
  endsOn: on('2027-01-31'),
  status: 'ACTIVE',
  licenseCount: 1,
  renewal: { type: 'STAY', productId: 'STD', plan: 'ANNUAL', licenseCount: 1 },
}

export const toStay = { type: 'STAY', productId: null, plan: null, licenseCount: null }

export const toEnd = { ...toStay, type: 'CANCEL' }

export const ended: Partial<Subscription> = { ...standard, renewal: toEnd }

export const suspended: Partial<Subscription> = {
  ...trial,
  endsOn: on('2026-11-20'),
  status: 'SUSPENDED_TRIALEND',
}

export const free: Partial<Subscription> = {
  subscriptionId: '13',
  productId: 'FR',
  plan: 'FREE',
  status: 'ACTIVE',
}

export const driveTrial: Partial<HeldOption> = {
  subscriptionId: '11',
  optionId: option('DRV'),
  subOptionId: 'DRV00',
  plan: 'TRIAL',
  startsOn: on('2026-11-01'),
  endsOn: on('2026-11-22'),
  quantity: 1,
}

export const storage: Partial<HeldOption> = {
  subscriptionId: '12',
  optionId: option('SSTG2'),
  subOptionId: 'SSTG202',
  plan: 'MONTHLY',
  addedAt: '2026-03-01T15:30:00Z' as Instant,
  startsOn: on('2026-11-01'),
  endsOn: on('2026-11-30'),
  quantity: 3,
}

export const upgrade: Partial<ScheduledTask> = {
  subscriptionId: '12',
  optionId: option('SSTG2'),
  subOptionId: 'SSTG203',
  type: 'MODIFY',
  quantity: 2,
  appliesOn: on('2026-12-01'),
}

export const applied: Partial<ScheduledTask> = {
  optionId: option('BCT'),
  subOptionId: 'BCT01',
  type: 'APPLY',
}

export function startDesk(known: Known, given: Partial<DeskOptions> = {}) {
  const audit = collectedAudit()
  const desk = createDesk({
    partner: knownPartner(known),
    clock: clockOn('2026-11-21'),
    findOption,
    log: silentLog,
    audit,
    ...given,
  })
  const ask = (line: string, locale: Locale = 'en', call: Partial<Call> = {}) =>
    desk.answer(typed(line, call), { locale, zone: 'Europe/Berlin' })
  return { ask, audit }
}

/** The sentences of an answer. */
export async function told(line: string, known: Known, locale: Locale = 'en'): Promise<string[]> {
  const card = await startDesk({ customer: acme, ...known }).ask(`about 7 ${line}`, locale)
  const reader = { locale, zone: 'Europe/Berlin' }
  return (speak(card, reader).lead ?? '').split('\n')
}
