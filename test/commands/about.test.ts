import { describe, expect, it } from 'vitest'
import { createDesk, type DeskOptions } from '../../src/commands/desk.ts'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Call } from '../../src/core/call.ts'
import type { Customer } from '../../src/core/customer.ts'
import { DeskError } from '../../src/core/errors.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import { type HeldOption, type OptionId, optionIds, type ScheduledTask } from '../../src/core/option.ts'
import { intents } from '../../src/core/question/intent.ts'
import type { Subscription } from '../../src/core/subscription.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { findOption } from '../../src/text/option-names.ts'
import { say, speak } from '../../src/text/speak.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

const on = (text: string) => text as CalendarDate
const option = (text: string) => text as OptionId

const partnership = {
  status: 'APPROVED',
  customerCode: 'AC-1',
  memo: 'Call before ten',
  partnerProfileDisplayed: null,
  developerConsoleAccess: null,
  adminConsoleAccess: null,
}
const acme: Partial<Customer> = {
  companyName: 'Acme',
  domain: 'acme.example',
  timeZone: 'Asia/Tokyo',
  domainActive: true,
  mxRecordActive: true,
  partnership,
}
const administrator = {
  lastName: 'Lovelace',
  firstName: 'Ada',
  id: 'ada-1',
  privateEmail: 'ada@private.example',
  cellphone: '9012345678',
  countryCode: '+81',
}

const trial: Partial<Subscription> = {
  subscriptionId: '11',
  productId: 'ADV_T',
  plan: 'TRIAL',
  startsOn: on('2026-11-01'),
  endsOn: on('2026-12-31'),
  status: 'ACTIVE',
  licenseCount: 30,
}
const standard: Partial<Subscription> = {
  subscriptionId: '12',
  productId: 'STD',
  plan: 'ANNUAL',
  startsOn: on('2026-02-01'),
  endsOn: on('2027-01-31'),
  status: 'ACTIVE',
  licenseCount: 1,
  renewal: { type: 'STAY', productId: 'STD', plan: 'ANNUAL', licenseCount: 1 },
}
const toStay = { type: 'STAY', productId: null, plan: null, licenseCount: null }
const toEnd = { ...toStay, type: 'CANCEL' }
const ended: Partial<Subscription> = { ...standard, renewal: toEnd }
const suspended: Partial<Subscription> = {
  ...trial,
  endsOn: on('2026-11-20'),
  status: 'SUSPENDED_TRIALEND',
}
const free: Partial<Subscription> = { subscriptionId: '13', productId: 'FR', plan: 'FREE', status: 'ACTIVE' }

const driveTrial: Partial<HeldOption> = {
  subscriptionId: '11',
  optionId: option('DRV'),
  subOptionId: 'DRV00',
  plan: 'TRIAL',
  startsOn: on('2026-11-01'),
  endsOn: on('2026-11-22'),
  quantity: 1,
}
const storage: Partial<HeldOption> = {
  subscriptionId: '12',
  optionId: option('SSTG2'),
  subOptionId: 'SSTG202',
  plan: 'MONTHLY',
  addedAt: '2026-03-01T15:30:00Z' as Instant,
  startsOn: on('2026-11-01'),
  endsOn: on('2026-11-30'),
  quantity: 3,
}
const upgrade: Partial<ScheduledTask> = {
  subscriptionId: '12',
  optionId: option('SSTG2'),
  subOptionId: 'SSTG203',
  type: 'MODIFY',
  quantity: 2,
  appliesOn: on('2026-12-01'),
}
const applied: Partial<ScheduledTask> = { optionId: option('BCT'), subOptionId: 'BCT01', type: 'APPLY' }

function startDesk(known: Known, given: Partial<DeskOptions> = {}) {
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
async function told(line: string, known: Known, locale: Locale = 'en'): Promise<string[]> {
  const card = await startDesk({ customer: acme, ...known }).ask(`about 7 ${line}`, locale)
  const reader = { locale, zone: 'Europe/Berlin' }
  return (speak(card, reader).lead ?? '').split('\n')
}

describe('the fact comes first', () => {
  it.each<[string, Known, readonly string[]]>([
    [
      'trial',
      { subscriptions: [trial] },
      ['Advanced Trial (ADV_T) ends on Thu, Dec 31, 2026: 40 days left.'],
    ],
    [
      'trial',
      { subscriptions: [{ ...trial, productId: 'ADV' }] },
      ['The trial of Advanced (ADV) ends on Thu, Dec 31, 2026: 40 days left.'],
    ],
    [
      'trial',
      { subscriptions: [{ ...trial, endsOn: on('2026-11-22') }] },
      ['Advanced Trial (ADV_T) ends on Sun, Nov 22, 2026: 1 day left.'],
    ],
    [
      'trial',
      { subscriptions: [{ ...trial, endsOn: on('2026-11-21') }] },
      ['Advanced Trial (ADV_T) ends today, Sat, Nov 21, 2026.'],
    ],
    [
      'trial',
      { subscriptions: [{ ...trial, endsOn: null }] },
      ['Advanced Trial (ADV_T) is running; no end date is given.'],
    ],
    [
      'trial',
      { subscriptions: [suspended] },
      ['Advanced Trial (ADV_T) ended on Fri, Nov 20, 2026, 1 day ago.'],
    ],
    [
      'trial',
      { subscriptions: [{ ...trial, endsOn: on('2026-10-21') }] },
      ['Advanced Trial (ADV_T) ended on Wed, Oct 21, 2026, 31 days ago.'],
    ],
    ['trial', { subscriptions: [{ ...suspended, endsOn: null }] }, ['Advanced Trial (ADV_T) is over.']],
    [
      'trial',
      { subscriptions: [standard] },
      ['No trial is running.', 'Standard (STD) is in use: Annual contract, billed monthly.'],
    ],
    [
      'trial',
      { subscriptions: [suspended, standard] },
      [
        'Advanced Trial (ADV_T) ended on Fri, Nov 20, 2026, 1 day ago.',
        'Standard (STD) is in use: Annual contract, billed monthly.',
      ],
    ],
    ['trial', { subscriptions: [] }, ['No contract in use.']],
    ['plan', { subscriptions: [standard] }, ['Standard (STD) is in use: Annual contract, billed monthly.']],
    ['plan', { subscriptions: [{ subscriptionId: '99', status: 'ACTIVE' }] }, ['Contract 99 is in use.']],
    [
      'plan',
      { subscriptions: [{ productId: 'NEW_X', plan: 'WEEKLY', status: 'ACTIVE' }] },
      ['NEW_X is in use: WEEKLY.'],
    ],
    ['plan', { subscriptions: [] }, ['No contract in use.']],
    [
      'plan',
      { subscriptions: [suspended, standard] },
      [
        'Standard (STD) is in use: Annual contract, billed monthly.',
        'Advanced Trial (ADV_T) ended on Fri, Nov 20, 2026, 1 day ago.',
      ],
    ],
    [
      'period',
      { subscriptions: [standard] },
      ['Standard (STD) runs from Sun, Feb 1, 2026 to Sun, Jan 31, 2027.'],
    ],
    [
      'period',
      { subscriptions: [suspended] },
      ['Advanced Trial (ADV_T) ran from Sun, Nov 1, 2026 to Fri, Nov 20, 2026.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, endsOn: null }] },
      ['Standard (STD) runs from Sun, Feb 1, 2026; no end date is given.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, startsOn: null }] },
      ['Standard (STD) runs until Sun, Jan 31, 2027.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, startsOn: null, endsOn: null }] },
      ['No dates are given for Standard (STD).'],
    ],
    ['period', { subscriptions: [free] }, ['Free (FR) is free and has no end date.']],
    [
      'daysLeft',
      { subscriptions: [trial] },
      ['Advanced Trial (ADV_T): 40 days left, until Thu, Dec 31, 2026.'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...trial, endsOn: on('2026-11-21') }] },
      ['Today, Sat, Nov 21, 2026, is the last day of Advanced Trial (ADV_T).'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...standard, endsOn: on('2026-11-19') }] },
      ['Standard (STD) goes on. Period given: Sun, Feb 1, 2026 – Thu, Nov 19, 2026.'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...standard, startsOn: null, endsOn: on('2026-11-19') }] },
      ['Standard (STD) goes on. Period given: Until Thu, Nov 19, 2026.'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...standard, endsOn: on('2026-11-19'), renewal: toEnd }] },
      ['Standard (STD) ended on Thu, Nov 19, 2026, 2 days ago.'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...standard, endsOn: on('2026-11-19'), status: 'SUSPENDED' }] },
      ['Standard (STD) has the status SUSPENDED. Period given: Sun, Feb 1, 2026 – Thu, Nov 19, 2026.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, endsOn: on('2026-11-20') }] },
      ['Standard (STD) goes on. Period given: Sun, Feb 1, 2026 – Fri, Nov 20, 2026.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, plan: 'MONTHLY', endsOn: on('2026-11-20'), renewal: null }] },
      ['Standard (STD) goes on. Period given: Sun, Feb 1, 2026 – Fri, Nov 20, 2026.'],
    ],
    [
      'period',
      { subscriptions: [{ ...standard, endsOn: on('2026-11-20'), renewal: toEnd }] },
      ['Standard (STD) ran from Sun, Feb 1, 2026 to Fri, Nov 20, 2026.'],
    ],
    [
      'plan',
      { subscriptions: [{ ...standard, status: 'SUSPENDED' }] },
      ['Standard (STD) has the status SUSPENDED: Annual contract, billed monthly.'],
    ],
    [
      'plan',
      { subscriptions: [{ ...standard, plan: null, status: 'SUSPENDED' }] },
      ['Standard (STD) has the status SUSPENDED.'],
    ],
    ['plan', { subscriptions: [{ ...suspended, endsOn: null }] }, ['Advanced Trial (ADV_T) is over.']],
    [
      'plan',
      { subscriptions: [{ ...standard, startsOn: on('2026-11-22') }] },
      ['Standard (STD) starts on Sun, Nov 22, 2026: Annual contract, billed monthly.'],
    ],
    [
      'plan',
      { subscriptions: [{ ...standard, plan: null, startsOn: on('2026-11-22') }] },
      ['Standard (STD) starts on Sun, Nov 22, 2026.'],
    ],
    [
      'plan',
      { subscriptions: [{ ...standard, startsOn: on('2026-11-21') }] },
      ['Standard (STD) is in use: Annual contract, billed monthly.'],
    ],
    [
      'daysLeft',
      { subscriptions: [{ ...standard, endsOn: null }] },
      ['No end date is given for Standard (STD).'],
    ],
    ['daysLeft', { subscriptions: [free] }, ['Free (FR) is free and has no end date.']],
    ['licenses', { subscriptions: [standard] }, ['Standard (STD) has 1 license.']],
    [
      'licenses',
      { subscriptions: [{ ...standard, licenseCount: 1200 }] },
      ['Standard (STD) has 1,200 licenses.'],
    ],
    [
      'licenses',
      { subscriptions: [{ ...standard, licenseCount: null }] },
      ['The number of licenses of Standard (STD) is not given.'],
    ],
    ['domain', {}, ['acme.example is verified.', 'Its MX record is active.']],
    [
      'domain',
      { customer: { ...acme, domainActive: false, mxRecordActive: false } },
      ['acme.example is not verified.', 'Its MX record is not active.'],
    ],
    [
      'domain',
      { customer: { domain: 'acme.example' } },
      ['Whether acme.example is verified is not given.', 'The state of its MX record is not given.'],
    ],
    ['domain', { customer: {} }, ['No domain is given.']],
    ['localTime', {}, ['It is Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00) there.']],
    [
      'localTime',
      { customer: { timeZone: 'Mars/Olympus' } },
      ["The customer's time zone “Mars/Olympus” is not known, so the time there cannot be told."],
    ],
    ['localTime', { customer: {} }, ['The customer has no time zone, so the time there cannot be told.']],
    ['code', {}, ['The customer code is AC-1.', 'The memo says “Call before ten”.']],
    ['code', { customer: {} }, ['No customer code is given.', 'There is no memo.']],
    ['scheduled', {}, ['Nothing is scheduled.']],
    [
      'scheduled',
      { tasks: [applied, upgrade] },
      [
        'Scheduled for Tue, Dec 1, 2026 (in 10 days): Upgrade · Shared Storage (10 TB) (SSTG203) · to 2 units.',
        'Scheduled without a date: Apply for an option · Extend contacts (up to 250,000 contacts) (BCT01).',
      ],
    ],
    ['options', {}, ['No option is held.']],
    [
      'options',
      { options: [storage, driveTrial] },
      [
        '2 options are held: Drive Trial (for STD) (DRV00), 1 unit · Shared Storage (5 TB) (SSTG202), 3 units.',
      ],
    ],
    [
      'options',
      { options: [storage, { ...driveTrial, endsOn: on('2026-11-01') }] },
      ['1 option is held: Shared Storage (5 TB) (SSTG202), 3 units.'],
    ],
    [
      'options',
      { options: [{ ...driveTrial, endsOn: on('2026-11-01') }] },
      ['No option is held.', 'Drive Trial (for STD) (DRV00) ended on Sun, Nov 1, 2026, 20 days ago.'],
    ],
    [
      'options',
      { options: [storage], subscriptions: [{ ...standard, endsOn: on('2026-11-20'), renewal: toEnd }] },
      ['No option is held.', 'Shared Storage (5 TB) (SSTG202) ended on Fri, Nov 20, 2026, 1 day ago.'],
    ],
  ])('%s of %j', async (line, known, sentences) => {
    expect(await told(line, known)).toEqual(sentences)
  })

  it.each<[Partial<Subscription>, readonly string[]]>([
    [standard, ['Standard (STD) renews under the same conditions after Sun, Jan 31, 2027.']],
    [{ ...standard, endsOn: null }, ['Standard (STD) renews under the same conditions.']],
    [
      { ...standard, renewal: { type: 'CHANGE', productId: 'ADV', plan: null, licenseCount: 5 } },
      ['Standard (STD) renews with changes after Sun, Jan 31, 2027.', 'Then: Advanced (ADV) · 5 licenses.'],
    ],
    [
      { ...standard, renewal: { type: 'CHANGE', productId: null, plan: null, licenseCount: null } },
      ['Standard (STD) renews with changes after Sun, Jan 31, 2027.'],
    ],
    [
      { ...standard, renewal: { type: 'CANCEL', productId: null, plan: null, licenseCount: null } },
      ['Standard (STD) is not renewed: it is cancelled, and ends on Sun, Jan 31, 2027.'],
    ],
    [
      { ...standard, renewal: { type: 'PAUSE', productId: null, plan: null, licenseCount: 2 } },
      ['At renewal of Standard (STD): PAUSE · 2 licenses.'],
    ],
    [
      { ...standard, renewal: null },
      ['Standard (STD) runs until Sun, Jan 31, 2027; what happens then is not stated.'],
    ],
    [trial, ['Advanced Trial (ADV_T) does not renew: trials and free plans never do.']],
    [free, ['Free (FR) does not renew: trials and free plans never do.']],
    [
      { ...trial, renewal: toStay },
      ['Advanced Trial (ADV_T) does not renew: trials and free plans never do.'],
    ],
    [{ ...free, renewal: toStay }, ['Free (FR) does not renew: trials and free plans never do.']],
    [{ ...free, renewal: toEnd }, ['Free (FR) is not renewed: it is cancelled.']],
    [{ ...standard, endsOn: on('2026-11-20') }, ['Standard (STD) renews under the same conditions.']],
    [
      { ...standard, endsOn: on('2026-11-20'), renewal: null },
      ['What happens to Standard (STD) at renewal is not stated.'],
    ],
    [suspended, ['Advanced Trial (ADV_T) ended on Fri, Nov 20, 2026, 1 day ago.']],
  ])('renewal of %j', async (contract, sentences) => {
    expect(await told('renewal', { subscriptions: [contract] })).toEqual(sentences)
  })

  it.each<[string, Known, readonly string[]]>([
    [
      'options SSTG2',
      { options: [storage] },
      [
        'Shared Storage (5 TB) (SSTG202) is held (3 units · since Mon, Mar 2, 2026, 00:30 (Asia/Tokyo, UTC+09:00)).',
      ],
    ],
    [
      'options DRV',
      { options: [driveTrial] },
      ['Drive Trial (for STD) (DRV00) is held (1 unit · since Sun, Nov 1, 2026).'],
    ],
    ['options DRV', { options: [{ optionId: option('DRV') }] }, ['Drive (DRV) is held.']],
    ['- DRV', { options: [storage] }, ['Drive (DRV) is not held.']],
    [
      'options BCT',
      { tasks: [applied, upgrade] },
      [
        'Extend contacts (BCT) is not held.',
        'Scheduled without a date: Apply for an option · Extend contacts (up to 250,000 contacts) (BCT01).',
      ],
    ],
    ['options NEW_9', {}, ['NEW_9 is not held.']],
    [
      'trial DRV',
      { options: [driveTrial] },
      ['Drive Trial (for STD) (DRV00) ends on Sun, Nov 22, 2026: 1 day left.'],
    ],
    [
      'trial DRV',
      { options: [{ ...driveTrial, subOptionId: null }] },
      ['The trial of Drive (DRV) ends on Sun, Nov 22, 2026: 1 day left.'],
    ],
    [
      'trial DRV',
      { options: [{ ...driveTrial, endsOn: on('2026-11-01') }] },
      ['Drive Trial (for STD) (DRV00) ended on Sun, Nov 1, 2026, 20 days ago.'],
    ],
    [
      'trial SSTG2',
      { options: [storage] },
      ['Shared Storage (5 TB) (SSTG202) is no trial: Monthly contract, postpaid.'],
    ],
    ['trial DRV', {}, ['Drive (DRV) is not held.']],
    [
      'period SSTG2',
      { options: [storage], subscriptions: [trial] },
      ['Shared Storage (5 TB) (SSTG202) runs from Sun, Nov 1, 2026 to Mon, Nov 30, 2026.'],
    ],
    [
      'daysLeft DRV,SSTG2',
      { options: [storage, driveTrial] },
      [
        'Drive Trial (for STD) (DRV00): 1 day left, until Sun, Nov 22, 2026.',
        'Shared Storage (5 TB) (SSTG202): 9 days left, until Mon, Nov 30, 2026.',
      ],
    ],
    [
      'renewal SSTG2',
      { options: [storage], renewals: { SSTG2: { type: 'CHANGE', subOptionId: 'SSTG203', quantity: 5 } } },
      [
        'Shared Storage (5 TB) (SSTG202) renews with changes after Mon, Nov 30, 2026.',
        'Then: Shared Storage (10 TB) (SSTG203) · to 5 units.',
      ],
    ],
    [
      'renewal SSTG2',
      { options: [storage], renewals: { SSTG2: { type: 'STAY' } } },
      ['Shared Storage (5 TB) (SSTG202) renews under the same conditions after Mon, Nov 30, 2026.'],
    ],
    [
      'renewal SSTG2',
      { options: [storage] },
      ['Shared Storage (5 TB) (SSTG202) runs until Mon, Nov 30, 2026; what happens then is not stated.'],
    ],
    [
      'renewal DRV',
      { options: [driveTrial] },
      ['Drive Trial (for STD) (DRV00) does not renew: trials and free plans never do.'],
    ],
    [
      'renewal JP_PPO_O',
      { options: [{ optionId: option('JP_PPO_O'), endsOn: on('2026-11-30') }] },
      ['PaperOn extra scans (one-off) (JP_PPO_O) does not renew: it is bought once.'],
    ],
    ['renewal DRV', {}, ['Drive (DRV) is not held, and no renewal is set for it.']],
    ['renewal DRV', { renewals: { DRV: { type: 'STAY' } } }, ['Drive (DRV) is not held.']],
    [
      'renewal DRV',
      { options: [driveTrial], renewals: { DRV: { type: 'STAY', subOptionId: 'DRV01' } } },
      [
        'At renewal of Drive Trial (for STD) (DRV00): Renew under the same conditions · Drive (for STD) (DRV01).',
      ],
    ],
    [
      'renewal DRV',
      { options: [{ ...driveTrial, endsOn: on('2026-11-01') }], renewals: { DRV: { type: 'STAY' } } },
      ['Drive Trial (for STD) (DRV00) ended on Sun, Nov 1, 2026, 20 days ago.'],
    ],
    [
      'renewal JP_PPO_O',
      { options: [{ optionId: option('JP_PPO_O') }], renewals: { JP_PPO_O: { type: 'STAY' } } },
      ['PaperOn extra scans (one-off) (JP_PPO_O) does not renew: it is bought once.'],
    ],
    [
      'renewal DRV',
      {
        options: [driveTrial, { ...driveTrial, subscriptionId: '99' }],
        renewals: { DRV: { type: 'STAY', subOptionId: 'DRV00' } },
      },
      ['At renewal of Drive (DRV): Renew under the same conditions · Drive Trial (for STD) (DRV00).'],
    ],
    [
      'renewal SSTG2',
      { options: [storage], subscriptions: [ended], renewals: { SSTG2: { type: 'STAY' } } },
      ['Shared Storage (5 TB) (SSTG202) is not renewed: it ends with its contract on Sun, Jan 31, 2027.'],
    ],
    [
      'renewal SSTG2',
      { options: [{ ...storage, endsOn: null }], subscriptions: [{ ...ended, endsOn: null }] },
      ['Shared Storage (5 TB) (SSTG202) is not renewed: it ends with its contract.'],
    ],
    [
      'renewal SSTG2',
      { options: [storage], subscriptions: [standard] },
      ['Shared Storage (5 TB) (SSTG202) runs until Mon, Nov 30, 2026; what happens then is not stated.'],
    ],
    [
      'daysLeft SSTG2',
      { options: [storage], subscriptions: [ended] },
      ['Shared Storage (5 TB) (SSTG202): 71 days left, until Sun, Jan 31, 2027.'],
    ],
    [
      'daysLeft SSTG2',
      { options: [{ ...storage, endsOn: on('2026-11-20') }], subscriptions: [standard] },
      ['Shared Storage (5 TB) (SSTG202) goes on. Period given: Sun, Nov 1, 2026 – Fri, Nov 20, 2026.'],
    ],
    [
      'period SSTG2',
      { options: [{ ...storage, endsOn: on('2026-11-20') }] },
      ['Shared Storage (5 TB) (SSTG202) goes on. Period given: Sun, Nov 1, 2026 – Fri, Nov 20, 2026.'],
    ],
    [
      'period SSTG2',
      { options: [{ ...storage, endsOn: on('2027-03-31') }], subscriptions: [ended] },
      ['Shared Storage (5 TB) (SSTG202) runs from Sun, Nov 1, 2026 to Sun, Jan 31, 2027.'],
    ],
    [
      'options SSTG2',
      { options: [{ ...storage, startsOn: on('2026-12-01') }] },
      ['Shared Storage (5 TB) (SSTG202) starts on Tue, Dec 1, 2026.'],
    ],
    [
      'options SSTG2',
      { options: [storage], subscriptions: [{ ...ended, endsOn: on('2026-11-19') }] },
      ['Shared Storage (5 TB) (SSTG202) ended on Thu, Nov 19, 2026, 2 days ago.'],
    ],
    ['scheduled DRV', { tasks: [upgrade] }, ['Nothing is scheduled for Drive (DRV).']],
  ])('of a named option: %s of %j', async (line, known, sentences) => {
    expect(await told(line, known)).toEqual(sentences)
  })

  it('what ends first is told first, and the rest is counted', async () => {
    const contracts = ['2027-03-01', '2026-12-01', '2027-01-01', '2026-11-01', '2027-02-01'].map(
      (endsOn, index): Partial<Subscription> => ({
        ...trial,
        subscriptionId: String(index),
        startsOn: null,
        endsOn: on(endsOn),
      }),
    )
    expect(await told('period', { subscriptions: contracts })).toEqual([
      'Advanced Trial (ADV_T) runs until Tue, Dec 1, 2026.',
      'Advanced Trial (ADV_T) runs until Fri, Jan 1, 2027.',
      'Advanced Trial (ADV_T) runs until Mon, Feb 1, 2027.',
      '2 more below.',
    ])
  })

  it('days are counted where the customer is', async () => {
    const clock = {
      ...clockOn('2026-11-21'),
      today: (zone: string) => on(zone === 'Asia/Tokyo' ? '2026-11-22' : '2026-11-21'),
    }
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] }, { clock })
    expect(linesOf(await ask('about 7 trial'))[1]).toContain('39 days left')
  })

  it('of several things each has a sentence, in the order of the question', async () => {
    expect(await told('trial,licenses', { subscriptions: [trial] })).toEqual([
      'Advanced Trial (ADV_T) ends on Thu, Dec 31, 2026: 40 days left.',
      'Advanced Trial (ADV_T) has 30 licenses.',
    ])
  })

  it('beyond three, the others stand below with their names', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const lines = linesOf(await ask('about 7 plan,domain,code,localTime,licenses'))
    expect(lines).toContain('Local time: It is Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00) there.')
    expect(lines).toContain('Licenses: Advanced Trial (ADV_T) has 30 licenses.')
  })

  it.each(locales)('all of it in %s, and nothing but words', async (locale) => {
    const known = {
      subscriptions: [
        { ...standard, endsOn: on('2026-11-20') },
        { ...standard, startsOn: on('2026-11-30'), status: 'SUSPENDED' },
        { ...standard, startsOn: on('2026-11-30') },
        ...[trial, ended, free, suspended],
      ],
      options: [driveTrial, storage, { optionId: option('BCT'), endsOn: on('2026-11-20') }],
      tasks: [upgrade, applied],
      renewals: { SSTG2: { type: 'CHANGE', quantity: 2 } },
      customer: { ...acme, administrator, phoneNumber: '03-1' },
    }
    const lines = [...intents, ...intents.map((intent) => `${intent} DRV,SSTG2,BCT`)]
    for (const line of lines) {
      const sentences = await told(line, known, locale)
      expect(sentences.length, line).toBeGreaterThan(0)
      for (const sentence of sentences) {
        expect(sentence).not.toMatch(/about\.|intent\.|\{\{|undefined|\bNaN\b|\[object/)
        expect(sentence.trim()).not.toBe('')
      }
    }
  })
})

describe('below it stands the answer of the command that fits', () => {
  it.each([
    ['plan', '/subscriptions 7'],
    ['period,daysLeft,trial,licenses,renewal', '/subscriptions 7'],
    ['options', '/options 7'],
    ['scheduled', '/scheduled 7'],
    ['options,scheduled', '/options 7'],
    ['renewal SSTG2', '/renewal 7 SSTG2'],
    ['scheduled SSTG2', '/scheduled 7 SSTG2'],
    ['trial,domain', '/customer 7'],
    ['-', '/customer 7'],
  ])('%s: what %s shows', async (line, command) => {
    const known = {
      customer: acme,
      subscriptions: [trial, standard],
      options: [storage],
      tasks: [upgrade],
      renewals: { SSTG2: { type: 'STAY' } },
    }
    const { ask } = startDesk(known)
    const [card, below] = [await ask(`about 7 ${line}`), await ask(command)]
    expect(card.sections).toEqual(below.sections)
    expect(card.facts.slice(card.facts.length - below.facts.length)).toEqual(below.facts)
    expect(card.notes).toEqual(below.notes)
    expect(card.title).toEqual({ data: 'Acme' })
  })

  it.each([
    ['domain', ['Domain', 'Domain ID', 'Domain type', 'Domain ownership', 'MX record']],
    ['localTime', ['Domain', 'Domain ID', 'Language', 'Local time']],
    ['contact', ['Domain', 'Domain ID']],
    ['code', ['Domain', 'Domain ID', 'Partner status', 'Customer code', 'Memo']],
    [
      'localTime,code',
      ['Domain', 'Domain ID', 'Language', 'Local time', 'Partner status', 'Customer code', 'Memo'],
    ],
  ])('%s: of the customer what belongs to it, and no more', async (line, labels) => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const { facts, sections } = speak(await ask(`about 7 ${line}`), { locale: 'en', zone: 'UTC' })
    expect([facts.map(({ label }) => label), sections]).toEqual([labels, []])
  })

  it('two questions with one answer are answered once', async () => {
    const { lead } = speak(await startDesk({ customer: acme }).ask('about 7 plan,renewal,trial'), {
      ...{ locale: 'en', zone: 'UTC' },
    })
    expect(lead).toBe('No contract in use.')
  })

  it('alike contracts are told one by one', async () => {
    const alike = { ...standard, licenseCount: 5 }
    const known = { customer: acme, subscriptions: [alike, { ...alike, subscriptionId: '99' }] }
    const { lead } = speak(await startDesk(known).ask('about 7 licenses'), { locale: 'en', zone: 'UTC' })
    expect(lead?.split('\n')).toHaveLength(2)
  })

  it('a trial that is still to come has not begun', async () => {
    const coming = { ...trial, startsOn: '2026-12-07' as CalendarDate, endsOn: '2027-01-05' as CalendarDate }
    const { lead } = speak(
      await startDesk({ customer: acme, subscriptions: [coming] }).ask('about 7 trial'),
      {
        ...{ locale: 'en', zone: 'UTC' },
      },
    )
    expect(lead).toContain('has not begun: it runs from Mon, Dec 7, 2026 to Tue, Jan 5, 2027.')
  })

  it('without a matter, just as the command gives it', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    expect(await ask('about 7')).toEqual(await ask('customer 7'))
  })

  it('of named options, those alone', async () => {
    const held = [driveTrial, storage, { optionId: option('CST_S') }]
    const { ask } = startDesk({ customer: acme, options: held, tasks: [applied, upgrade] })
    const { sections } = speak(await ask('about 7 period DRV,BCT'), { locale: 'en', zone: 'UTC' })
    expect(sections.map(({ title }) => title)).toEqual([
      'Drive Trial (for STD) (DRV00)',
      'Scheduled, not held yet: Extend contacts (up to 250,000 contacts) (BCT01)',
    ])
  })

  it('asks again with the question itself, and about others with their commands', async () => {
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] })
    const { actions } = await ask('about 7 trial,plan')
    expect(actions.map(({ kind, command }) => `${kind} ${command}`)).toEqual([
      'open customer 7',
      'open options 7',
      'open scheduled 7',
      'refresh about 7 trial,plan',
      'share about 7 trial,plan',
    ])
  })

  it('reaches the customer whom it is about where their ID is a code of another', async () => {
    const copies = new KnownCopies([{ id: '7' }, { id: '8', code: '7' }])
    const directory = createDirectory({ copies, wallClock: () => 0, log: silentLog })
    const { ask } = startDesk({ customer: acme, subscriptions: [trial] }, { directory })
    const commands = (await ask('about 7 trial')).actions.map(({ command }) => command)
    expect(commands).toContain('options id:7')
    expect(commands).toContain('about 7 trial')
  })
})

describe('a part that cannot be read', () => {
  const reason = "LINE WORKS' Partner API is not working at the moment. Please try again in a few minutes."

  it.each<[string, Known, string]>([
    ['plan', { subscriptions: 'partner_down' }, `The contracts could not be read: ${reason}`],
    ['options', { options: 'partner_down' }, `The options could not be read: ${reason}`],
    ['trial DRV', { options: 'partner_down' }, `The options could not be read: ${reason}`],
    ['scheduled', { tasks: 'partner_down' }, `Scheduled changes could not be read: ${reason}`],
    [
      'renewal DRV',
      { renewals: { DRV: 'partner_down' } },
      `The renewal of Drive (DRV) could not be read: ${reason}`,
    ],
  ])('%s: its sentence says so', async (line, known, sentence) => {
    const { ask } = startDesk({ customer: acme, ...known })
    const card = await ask(`about 7 ${line}`)
    expect(card.kind).toBe('answer')
    const lines = linesOf(card)
    expect(lines[1]).toBe(sentence)
    expect(lines.filter((each) => each === 'Code partner_down · Reference ref-1')).toHaveLength(1)
    expect(lines).toContain('Domain: acme.example')
  })

  it('is not missed where it would only tell whether an option ends with its contract', async () => {
    const known: Known = { customer: acme, subscriptions: 'partner_down', options: [storage] }
    const lines = linesOf(await startDesk(known).ask('about 7 options'))
    expect(lines[1]).toBe('1 option is held: Shared Storage (5 TB) (SSTG202), 3 units.')
    expect(lines.join('\n')).not.toContain('partner_down')
    expect(await told('renewal SSTG2', known)).toEqual([`The contracts could not be read: ${reason}`])
  })

  it('goes to the log once for each kind of error', async () => {
    const logged: object[] = []
    const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) }
    const renewals = { DRV: 'partner_down', SSTG2: 'partner_down', BCT: 'partner_down' } as const
    const known: Known = { customer: acme, options: [driveTrial, storage], tasks: 'partner_slow', renewals }
    const { ask } = startDesk(known, { log })
    await ask('about 7,8 renewal,scheduled DRV,SSTG2,BCT')
    await ask('about 7 renewal,options DRV,SSTG2,BCT')
    const twice = [{ code: 'partner_slow' }, { code: 'partner_down' }]
    expect(logged).toMatchObject([...twice, ...twice])
  })

  it('leaves the rest standing', async () => {
    expect(await told('trial,domain', { subscriptions: 'partner_slow' })).toEqual([
      expect.stringContaining('The contracts could not be read'),
      'acme.example is verified.',
      'Its MX record is active.',
    ])
  })

  it.each(['trial', '-', 'domain'])('without the customer there is no answer: %s', async (line) => {
    const { ask, audit } = startDesk({ customer: 'not_found' })
    const card = await ask(`about 7 ${line}`)
    expect(card.kind).toBe('error')
    expect(linesOf(card)).toContain('Code not_found · Reference ref-1')
    expect(audit.noted).toMatchObject([{ command: 'about', domainId: '7', outcome: 'error' }])
  })
})

describe('a contact', () => {
  const known = { customer: { ...acme, administrator, phoneNumber: '03-1234-5678' } }

  it.each(locales)('is not shown in %s, not even in part, but the way to it is', async (locale) => {
    const card = await startDesk(known).ask('about 7 contact', locale)
    const reader = { locale, zone: 'UTC' }
    expect(linesOf(card, reader).join('\n')).not.toMatch(
      /Lovelace|Ada|ada|private\.example|901|5678|03-|\+81/,
    )
    expect(card.actions[0]).toEqual({
      kind: 'open',
      label: { say: 'action.contact', with: {} },
      command: 'contact 7',
    })
    expect(speak(card, reader).lead).toContain(say('label.privateEmail', reader))
  })

  it.each<[Partial<Customer>, string]>([
    [known.customer, 'On file: Administrator · Personal email · Mobile phone · Company phone.'],
    [{ phoneNumber: '03' }, 'On file: Company phone.'],
    [{ administrator: { ...administrator, privateEmail: ' ', cellphone: null } }, 'On file: Administrator.'],
    [{}, 'No contact is on file.'],
  ])('of %j', async (customer, sentence) => {
    expect(await told('contact', { customer })).toEqual([sentence])
  })

  it('may be read by a room, because it is masked', async () => {
    const { ask, audit } = startDesk(known)
    await ask('about 7 contact', 'en', { isForRoom: true })
    expect(audit.noted).toMatchObject([{ command: 'about', outcome: 'answer', isShared: true }])
    expect(audit.written).toEqual([])
  })
})

describe('several customers', () => {
  const known = { customer: acme, subscriptions: [trial] }

  it('stand side by side', async () => {
    const card = await startDesk(known).ask('about 7,8,7 trial,plan')
    expect(linesOf(card)).toEqual([
      'Answers about 2 customers',
      'Acme (7) · Acme (8)',
      ...['7', '8'].flatMap((id) => [
        `Acme (${id})`,
        'Trial: Advanced Trial (ADV_T) ends on Thu, Dec 31, 2026: 40 days left.',
        'Plan: Advanced Trial (ADV_T) is in use: Trial.',
      ]),
      '/about 7 trial,plan (Acme (7))',
      '/about 8 trial,plan (Acme (8))',
    ])
    expect(card.actions.map(({ kind, command }) => `${kind} ${command}`)).toContain(
      'refresh about 7,8 trial,plan',
    )
  })

  it('get a glance where nothing more is asked', async () => {
    const lines = linesOf(await startDesk(known).ask('about 7,8'))
    expect(lines.filter((line) => line.startsWith('Period: '))).toHaveLength(2)
  })

  function partnerWithout(...missing: readonly string[]) {
    const partner = knownPartner(known)
    return {
      ...partner,
      customer: async (...[id, options]: Parameters<typeof partner.customer>) => {
        if (missing.includes(id)) throw new DeskError('not_found', 'told to fail')
        return { ...(await partner.customer(id, options)), companyName: `Company ${id}` }
      },
    }
  }

  it('one that cannot be read says so in its place', async () => {
    const { ask } = startDesk(known, { partner: partnerWithout('8') })
    const lines = linesOf(await ask('about 7,8 trial'))
    expect(lines).toContain('Company 7')
    expect(lines).toContain('Customer 8')
    expect(lines).toContain('Status: No such customer, or not one of ours. Please check the domain ID.')
    expect(lines).toContain('Code not_found · Reference ref-1')
  })

  it('none of which can be read are no answer', async () => {
    const { ask } = startDesk(known, { partner: partnerWithout('7', '8') })
    expect((await ask('about 7,8 trial')).kind).toBe('error')
  })

  it('go on record one by one', async () => {
    const { ask, audit } = startDesk(known)
    await ask('about 7,8,7 trial')
    expect(audit.noted).toMatchObject([
      { command: 'about', domainId: '7', outcome: 'answer' },
      { command: 'about', domainId: '8', outcome: 'answer' },
    ])
  })
})

describe('words from outside', () => {
  const hostile = '<!channel> *x* {{count}} $t(error.title)\u202e\u0007'

  it('are text', async () => {
    const customer = {
      ...acme,
      companyName: hostile,
      domain: hostile,
      timeZone: 'Mars/{{at}}',
      partnership: { ...partnership, customerCode: hostile, memo: hostile },
    }
    const clean = '<!channel> *x* {{count}} $t(error.title)'
    const spoken = speak(
      await startDesk({
        customer,
        subscriptions: [{ productId: hostile, plan: hostile, status: 'ACTIVE' }],
      }).ask('about 7 plan,code,localTime'),
      { locale: 'en', zone: 'UTC' },
    )
    expect(spoken.title).toBe(clean)
    expect(spoken.lead).toContain(`The customer code is ${clean}.`)
    expect(spoken.lead).toContain(`The memo says “${clean}”.`)
    expect(spoken.lead).toContain(`${clean} is in use: ${clean}.`)
    expect(spoken.lead).toContain('“Mars/{{at}}”')
  })

  it('a long memo is cut between what people see as characters, and stands in full below', async () => {
    const family = '👨‍👩‍👧‍👦'
    const memo = family.repeat(450)
    const card = await startDesk({ customer: { ...acme, partnership: { ...partnership, memo } } }).ask(
      'about 7 code',
    )
    const { lead = '', facts } = speak(card, { locale: 'en', zone: 'UTC' })
    const [, cut = ''] = /“(.*)…”/u.exec(lead) ?? []
    expect(cut.length).toBeGreaterThan(150)
    expect(cut.length).toBeLessThan(200)
    expect(cut.replaceAll(family, '')).toBe('')
    expect(facts.some(({ value }) => value === memo)).toBe(true)
  })
})

describe('what nobody would type', () => {
  it.each([
    'about',
    'about acme trial',
    'about 7 weather',
    'about 7 trial drv',
    'about 1,2,3,4 trial',
    'about 7 a b c',
    `about 7 renewal ${Array.from({ length: optionIds.length + 1 }, (_, at) => `A${at}`).join(',')}`,
  ])('%s is told so', async (line) => {
    const card = await startDesk({ customer: acme }).ask(line)
    expect(card.kind).toBe('usage')
    expect(card.facts).toEqual([])
  })
})
