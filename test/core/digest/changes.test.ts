import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../src/core/calendar.ts'
import { changesSince } from '../../../src/core/digest/changes.ts'
import { type Snapshot, takeSnapshot } from '../../../src/core/digest/snapshot.ts'
import type { OptionId } from '../../../src/core/option.ts'
import { on } from '../../helpers/branded.ts'
import { type Copied, copyOf } from '../../helpers/customer-copy.ts'

const yesterday = on('2026-11-20')
const today = on('2026-11-21')

const trial = {
  subscriptionId: '5',
  productId: 'STD_T',
  plan: 'TRIAL',
  status: 'ACTIVE',
  endsOn: on('2026-11-30'),
}
const monthly = {
  subscriptionId: '5',
  productId: 'STD',
  plan: 'MONTHLY',
  status: 'ACTIVE',
  endsOn: on('2026-11-30'),
}
const annual = { ...monthly, plan: 'ANNUAL_LICENSE' }
const renewal = (type: string) => ({ type, productId: null, plan: null, licenseCount: null })
const suspended = { ...trial, status: 'SUSPENDED_TRIALEND' }
const option = (optionId: string, subOptionId: string | null = null, more = {}) => ({
  optionId: optionId as OptionId,
  subOptionId,
  plan: 'MONTHLY',
  ...more,
})

/** What has changed between two readings, as it comes back from the store. */
async function changes(before: readonly Copied[], now: readonly Copied[], days = { yesterday, today }) {
  const snapshot = JSON.parse(JSON.stringify(takeSnapshot(await Promise.all(before.map(copyOf))))) as Snapshot
  return changesSince(snapshot, await Promise.all(now.map(copyOf)), {
    todayOf: () => days.today,
    beforeOf: () => days.yesterday,
  })
}

const kindsOf = async (
  before: Copied,
  now: Copied,
  days?: { yesterday: CalendarDate; today: CalendarDate },
) => (await changes([before], [now], days)).map(({ kind }) => kind)

describe('contracts', () => {
  it.each([
    ['a trial begins', [], [trial], ['newTrial']],
    ['a trial is there, but over', [], [{ ...trial, endsOn: yesterday }], []],
    ['a contract is bought', [], [monthly], []],
    ['a trial turns paid', [trial], [monthly], ['turnedPaid']],
    ['one that was over turns paid', [suspended], [annual], ['turnedPaid']],
    ['it turns paid under another ID', [trial], [{ ...monthly, subscriptionId: '6' }], ['turnedPaid']],
    [
      'a contract of another service comes and the trial goes',
      [trial],
      [{ ...monthly, subscriptionId: '6', productId: 'ROG_STD' }],
      ['ended'],
    ],
    ['a trial turns free', [trial], [{ ...trial, productId: 'FR', plan: 'FREE' }], ['ended']],
    ['one that was over turns free', [suspended], [{ ...trial, productId: 'FR', plan: 'FREE' }], []],
    [
      'a trial that is to stay gets more time',
      [{ ...trial, endsOn: yesterday, renewal: renewal('STAY') }],
      [{ ...trial, renewal: renewal('STAY') }],
      ['extended'],
    ],
    ['a trial is over by its status', [trial], [suspended], ['ended']],
    [
      'a trial is over by its date',
      [{ ...trial, endsOn: yesterday }],
      [{ ...trial, endsOn: yesterday }],
      ['ended'],
    ],
    ['a trial was over the day before', [{ ...trial, endsOn: on('2026-11-19') }], [suspended], []],
    ['a trial that was over goes', [suspended], [], []],
    ['a trial goes', [trial], [], ['ended']],
    ['a contract goes', [monthly], [], ['ended']],
    [
      'a cancelled contract is past its date',
      [{ ...annual, endsOn: yesterday, renewal: renewal('CANCEL') }],
      [{ ...annual, endsOn: yesterday, renewal: renewal('CANCEL') }],
      ['ended'],
    ],
    ['a contract makes way for one of the same service', [monthly], [{ ...annual, subscriptionId: '6' }], []],
    ['a free plan goes', [{ ...monthly, productId: 'FR', plan: 'FREE' }], [], []],
    ['a trial gets more time', [trial], [{ ...trial, endsOn: on('2026-12-15') }], ['extended']],
    [
      'a trial that was over gets more time',
      [suspended],
      [{ ...trial, endsOn: on('2026-12-15') }],
      ['extended'],
    ],
    ['a trial is cut short', [trial], [{ ...trial, endsOn: on('2026-11-25') }], []],
    [
      'a contract of a month renews by itself',
      [{ ...monthly, endsOn: yesterday }],
      [{ ...monthly, endsOn: on('2026-12-20') }],
      [],
    ],
    [
      'it renews by a calendar that is ahead',
      [{ ...monthly, endsOn: on('2026-11-22') }],
      [{ ...monthly, endsOn: on('2026-12-22') }],
      [],
    ],
    [
      'it gets more time before it is due',
      [monthly],
      [{ ...monthly, endsOn: on('2026-12-30') }],
      ['extended'],
    ],
    [
      'a contract without a stated renewal goes on',
      [{ ...annual, endsOn: yesterday }],
      [{ ...annual, endsOn: on('2027-11-20') }],
      ['extended'],
    ],
    [
      'one that was to stay goes on',
      [{ ...annual, endsOn: yesterday, renewal: renewal('STAY') }],
      [{ ...annual, endsOn: on('2027-11-20'), renewal: renewal('STAY') }],
      [],
    ],
    [
      'one that was to change goes on',
      [{ ...annual, endsOn: yesterday, renewal: renewal('CHANGE') }],
      [{ ...annual, endsOn: on('2027-11-20'), productId: 'ADV', renewal: renewal('STAY') }],
      ['renewedChanged'],
    ],
    [
      'one that was to change gets more time before it is due',
      [{ ...annual, renewal: renewal('CHANGE') }],
      [{ ...annual, endsOn: on('2027-12-31'), renewal: renewal('CHANGE') }],
      ['extended'],
    ],
    ['a renewal is cancelled', [annual], [{ ...annual, renewal: renewal('CANCEL') }], ['cancelled']],
    [
      'a renewal stays cancelled',
      [{ ...annual, renewal: renewal('CANCEL') }],
      [{ ...annual, renewal: renewal('CANCEL') }],
      [],
    ],
    [
      'a cancellation is taken back',
      [{ ...annual, renewal: renewal('CANCEL') }],
      [{ ...annual, renewal: renewal('STAY') }],
      [],
    ],
    [
      'it is extended and cancelled',
      [annual],
      [{ ...annual, endsOn: on('2026-12-30'), renewal: renewal('CANCEL') }],
      ['extended', 'cancelled'],
    ],
    [
      'an ID is a word of the language',
      [{ ...monthly, subscriptionId: '__proto__' }],
      [{ ...monthly, subscriptionId: '__proto__' }],
      [],
    ],
  ])('when %s', async (_what, before, now, expected) => {
    expect(await kindsOf({ subscriptions: before }, { subscriptions: now })).toEqual(expected)
  })

  it('that go before their date have not ended on it', async () => {
    const [early] = await changes([{ subscriptions: [annual] }], [{}])
    expect(early).toMatchObject({ kind: 'ended', productId: 'STD', on: null })
    const [due] = await changes([{ subscriptions: [{ ...annual, endsOn: yesterday }] }], [{}])
    expect(due).toMatchObject({ kind: 'ended', on: yesterday })
  })

  it('are told once, whenever the next digest comes', async () => {
    const over = { subscriptions: [{ ...trial, endsOn: on('2026-11-20') }] }
    const told = (then: string, now: string) => kindsOf(over, over, { yesterday: on(then), today: on(now) })
    expect(await told('2026-11-20', '2026-11-23')).toEqual(['ended'])
    expect(await told('2026-11-23', '2026-11-24')).toEqual([])
  })
})

describe('options', () => {
  const storage = option('SSTG2', 'SSTG201')

  it.each([
    ['one is added', [], [storage], ['optionAdded']],
    ['one is dropped', [storage], [], ['optionDropped']],
    ['the same one is added again', [storage], [storage, storage], ['optionAdded']],
    ['one of two is dropped', [storage, storage], [storage], ['optionDropped']],
    ['its period goes on', [storage], [{ ...storage, endsOn: on('2027-01-31') }], []],
    [
      'it moves to another contract',
      [{ ...storage, subscriptionId: '5' }],
      [{ ...storage, subscriptionId: '6' }],
      [],
    ],
    ['a trial turns paid', [option('DRV', 'DRV00')], [option('DRV', 'DRV01')], ['turnedPaid']],
    [
      'a trial by its plan turns paid',
      [option('BCT', 'BCT01', { plan: 'TRIAL' })],
      [option('BCT', 'BCT01')],
      ['turnedPaid'],
    ],
    [
      'a trial makes way for another option',
      [option('DRV', 'DRV00')],
      [storage],
      ['optionAdded', 'optionDropped'],
    ],
    ['it gets another size', [storage], [option('SSTG2', 'SSTG202')], ['optionAdded', 'optionDropped']],
  ])('when %s', async (_what, before, now, expected) => {
    expect(await kindsOf({ options: before }, { options: now })).toEqual(expected)
  })
})

describe('customers', () => {
  const full: Copied = { subscriptions: [trial], options: [option('DRV', 'DRV01')] }

  it.each<[string, Copied, Copied, string[]]>([
    ['one that is the same', full, full, []],
    ['one that is gone, and not what it had', full, { ...full, isGone: true }, ['gone']],
    ['one that was gone before', { ...full, isGone: true }, { ...full, isGone: true }, []],
    ['one that is back', { ...full, isGone: true }, full, []],
    ['one that could not be read again', full, { ...full, failure: 'partner_down' }, []],
    ['one that has never been read', full, { ...full, isRead: false, failure: 'partner_down' }, []],
    ['one that was unread', { ...full, isRead: false }, full, []],
    [
      'one that was unread, with a trial that began since',
      { isRead: false },
      { subscriptions: [{ ...trial, startsOn: yesterday }] },
      ['newTrial'],
    ],
    [
      'one that was unread, with a trial from before',
      { isRead: false },
      { subscriptions: [{ ...trial, startsOn: on('2026-11-19') }] },
      [],
    ],
  ])('%s', async (_what, before, now, expected) => {
    expect(await kindsOf(before, now)).toEqual(expected)
  })

  it('one that is new counts by when its trial began', async () => {
    const found = await changes([], [{ subscriptions: [{ ...trial, startsOn: today }, monthly] }])
    expect(found.map(({ kind }) => kind)).toEqual(['newTrial'])
  })

  it('come by kind, with what can be taken on', async () => {
    const before = [{ id: '1', subscriptions: [annual] }, { id: '2' }, { id: '3', subscriptions: [trial] }]
    const now = [
      {
        id: '1',
        customer: { companyName: 'Acme' },
        subscriptions: [{ ...annual, renewal: renewal('CANCEL') }],
      },
      { id: '2', options: [option('DRV', 'DRV01')] },
      { id: '3', subscriptions: [suspended] },
    ]
    expect(await changes(before, now)).toMatchObject([
      { kind: 'ended', domainId: '3', item: '3/5/serviceTrial/2026-11-30', productId: 'STD_T' },
      { kind: 'optionAdded', domainId: '2', item: undefined, subOptionId: 'DRV01' },
      { kind: 'cancelled', companyName: 'Acme', item: '1/5/contractEnds/2026-11-30', on: '2026-11-30' },
    ])
  })
})

it('a snapshot holds what a customer had, and nothing about who it is', async () => {
  const copies = await Promise.all(
    [
      {
        id: '1',
        customer: { companyName: 'Acme' },
        subscriptions: [trial],
        options: [option('DRV', 'DRV00', { endsOn: today })],
      },
      { id: '2', isRead: false },
      { id: '3', isGone: true },
    ].map(copyOf),
  )
  expect(takeSnapshot(copies)).toEqual({
    1: {
      contracts: [['5', 'trial', '2026-11-30', null, 'STD_T']],
      options: [['DRV', 'DRV00', true]],
      items: ['5/serviceTrial/2026-11-30', '-/DRV/DRV00/optionTrial/2026-11-21'],
    },
  })
})
