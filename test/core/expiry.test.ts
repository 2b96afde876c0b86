import { describe, expect, it } from 'vitest'
import { endsOf } from '../../src/core/expiry.ts'
import { on, option } from '../helpers/branded.ts'
import { type Copied, copyOf } from '../helpers/customer-copy.ts'

const today = on('2026-11-21')
const later = on('2026-12-01')
const past = on('2026-11-20')

async function ends(copied: Copied): Promise<string[]> {
  return endsOf(await copyOf(copied), today).map(({ kind, on, daysLeft }) => `${kind} ${on} ${daysLeft}`)
}

/** As the API sends it: only the type is sure to be there. */
const renewal = (type: string | null) => ({ type, productId: null, plan: null, licenseCount: null })

describe('contracts', () => {
  it.each([
    // Trials, by either sign.
    [{ plan: 'TRIAL', productId: 'STD_T' }, 'serviceTrial'],
    [{ plan: 'TRIAL_LICENSE', productId: 'ROG_STD' }, 'serviceTrial'],
    [{ plan: 'MONTHLY', productId: 'ADV_T' }, 'serviceTrial'],
    [{ plan: null, productId: 'NTA_SL_T' }, 'serviceTrial'],
    [{ plan: 'TRIAL', renewal: renewal('STAY') }, 'serviceTrial'],
    [{ plan: 'TRIAL', renewal: renewal('CANCEL') }, 'serviceTrial'],
    [{ plan: 'TRIAL', status: 'SOMETHING_NEW' }, 'serviceTrial'],
    [{ plan: 'TRIAL', status: 'SUSPENDED_TRIALEND' }, 'suspendedTrial'],
    [{ plan: 'MONTHLY', status: 'SUSPENDED_TRIALEND' }, 'suspendedTrial'],
    // Paid, by what is said of the renewal.
    [{ plan: 'MONTHLY', renewal: renewal('CANCEL') }, 'contractEnds'],
    [{ plan: 'ANNUAL', renewal: renewal('CANCEL') }, 'contractEnds'],
    [{ plan: 'FREE', renewal: renewal('CANCEL') }, 'contractEnds'],
    [{ plan: 'ANNUAL_PREPAY', renewal: renewal('CHANGE') }, 'contractChanges'],
    [{ plan: 'MONTHLY', renewal: renewal('CHANGE') }, 'contractChanges'],
    [{ plan: 'ANNUAL_LICENSE', renewal: renewal('STAY') }, 'contractRenews'],
    [{ plan: 'NEW_PLAN', renewal: renewal('STAY') }, 'contractRenews'],
    [{ plan: 'ANNUAL', renewal: renewal('PAUSE') }, 'renewalUnknown'],
    // Paid, with nothing said of it.
    [{ plan: 'MONTHLY' }, 'contractRenews'],
    [{ plan: 'MONTHLY_LICENSE', renewal: renewal(null) }, 'contractRenews'],
    [{ plan: 'ANNUAL_LICENSE' }, 'renewalNotStated'],
    [{ plan: 'ANNUAL_PREPAY_LICENSE', renewal: renewal(null) }, 'renewalNotStated'],
    [{ plan: 'NEW_PLAN' }, 'renewalNotStated'],
    [{ plan: null }, 'renewalNotStated'],
  ])('%j: %s', async (row, kind) => {
    expect(await ends({ subscriptions: [{ ...row, endsOn: later }] })).toEqual([`${kind} ${later} 10`])
  })

  it.each([
    { plan: 'FREE' },
    { plan: 'FREE_LICENSE', renewal: renewal(null) },
    { plan: 'FREE', renewal: renewal('STAY') },
    { productId: 'ROG_FR', renewal: renewal('CHANGE') },
  ])('%j has no term, whatever its date', async (row) => {
    expect(await ends({ subscriptions: [{ ...row, endsOn: later }] })).toEqual([])
  })

  it.each([
    [{ plan: 'TRIAL' }, ['serviceTrial null null']],
    [{ status: 'SUSPENDED_TRIALEND' }, ['suspendedTrial null null']],
    [{ plan: 'ANNUAL', renewal: renewal('CANCEL') }, ['contractEnds null null']],
    [{ plan: 'ANNUAL', renewal: renewal('CHANGE') }, ['contractChanges null null']],
    [{ plan: 'ANNUAL', renewal: renewal('STAY') }, []],
    [{ plan: 'ANNUAL', renewal: renewal('PAUSE') }, []],
    [{ plan: 'ANNUAL' }, []],
    [{ plan: 'MONTHLY' }, []],
    [{ plan: 'FREE' }, []],
  ])('%j without an end date', async (row, expected) => {
    expect(await ends({ subscriptions: [row] })).toEqual(expected)
  })

  it.each([
    [past, 'suspendedTrial 2026-11-20 -1'],
    [today, 'serviceTrial 2026-11-21 0'],
    [on('2026-11-22'), 'serviceTrial 2026-11-22 1'],
  ])('a trial until %s whose status is still active', async (endsOn, expected) => {
    expect(await ends({ subscriptions: [{ plan: 'TRIAL', status: 'ACTIVE', endsOn }] })).toEqual([expected])
  })
})

describe('options', () => {
  const held = { subscriptionId: '5', optionId: option('DRV'), plan: 'ANNUAL', endsOn: on('2026-11-30') }
  const contract = { subscriptionId: '5', plan: 'ANNUAL', endsOn: later }

  it.each([
    { plan: 'TRIAL' },
    { plan: 'TRIAL_LICENSE' },
    { plan: null, subOptionId: 'DRV00' },
    { plan: 'MONTHLY', subOptionId: 'DRV_PA_T' },
  ])('%j is a trial', async (row) => {
    expect(await ends({ options: [{ ...held, ...row }] })).toEqual(['optionTrial 2026-11-30 9'])
  })

  it('a trial in the shape of the older page has no date', async () => {
    const older = { optionId: option('CST_S'), subOptionId: 'CST_S00' }
    expect(await ends({ options: [older] })).toEqual(['optionTrial null null'])
  })

  it.each(['NEW_OPTION00', 'NEW_T', 'DRV01'])(
    'the sub option %s alone makes no trial',
    async (subOptionId) => {
      expect(await ends({ options: [{ ...held, subOptionId }] })).toEqual([])
    },
  )

  it('end with a contract that is not renewed, on its date', async () => {
    const cancelled = { ...contract, renewal: renewal('CANCEL') }
    const other = { ...cancelled, subscriptionId: '6', endsOn: on('2026-12-24') }
    expect(await ends({ subscriptions: [other, cancelled], options: [held] })).toContain(
      'optionEnds 2026-12-01 10',
    )
    const dateless = { ...cancelled, endsOn: null }
    expect(await ends({ subscriptions: [dateless], options: [held] })).toContain('optionEnds 2026-11-30 9')
  })

  it.each([
    ['renewed', { ...contract, renewal: renewal('STAY') }],
    ['changed', { ...contract, renewal: renewal('CHANGE') }],
    ['of unstated renewal', contract],
    ['another', { ...contract, subscriptionId: '6', renewal: renewal('CANCEL') }],
  ])('renew with a contract that is %s', async (_what, row) => {
    const found = await ends({ subscriptions: [row], options: [held] })
    expect(found.filter((line) => line.startsWith('option'))).toEqual([])
  })

  it('that were bought once end on their own date', async () => {
    const oneOff = { ...held, optionId: option('QTA_O1'), plan: 'MONTHLY' }
    expect(await ends({ options: [oneOff] })).toEqual(['optionEnds 2026-11-30 9'])
    expect(await ends({ options: [{ ...oneOff, endsOn: null }] })).toEqual([])
    expect(await ends({ options: [{ ...oneOff, optionId: option('QTA_M1') }] })).toEqual([])
  })
})

describe('scheduled tasks', () => {
  it.each(['APPLY', 'START_PAID_SERVICE', 'CHANGE_QUANTITY', 'MODIFY', 'CANCEL', 'NEW_TYPE'])(
    '%s counts on its day',
    async (type) => {
      expect(await ends({ tasks: [{ type, appliesOn: later }] })).toEqual(['scheduledTask 2026-12-01 10'])
    },
  )

  it('without a day, and for a contract that has not begun', async () => {
    expect(await ends({ tasks: [{ type: 'APPLY', subscriptionId: null }] })).toEqual([
      'scheduledTask null null',
    ])
  })
})

describe('a customer', () => {
  const full: Copied = {
    customer: { companyName: 'Acme' },
    subscriptions: [{ subscriptionId: '5', plan: 'TRIAL', endsOn: later }],
    options: [
      { subscriptionId: '5', optionId: option('DRV'), subOptionId: 'DRV00', plan: 'TRIAL', endsOn: later },
    ],
    tasks: [
      {
        subscriptionId: '5',
        optionId: option('DRV'),
        subOptionId: 'DRV01',
        type: 'CANCEL',
        appliesOn: later,
      },
      { optionId: option('DRV'), type: 'APPLY', appliesOn: later },
    ],
  }

  it('that is gone has no ends, and one that was never read has none yet', async () => {
    expect(await ends({ ...full, isGone: true })).toEqual([])
    expect(await ends({ ...full, isRead: false })).toEqual([])
  })

  it('has a key for each item that stays the same on every day', async () => {
    const copy = await copyOf(full)
    const keys = endsOf(copy, today).map(({ key }) => key)
    expect(keys).toEqual([
      '7/5/serviceTrial/2026-12-01',
      '7/5/DRV/DRV00/optionTrial/2026-12-01',
      '7/5/DRV/DRV01/CANCEL/scheduledTask/2026-12-01',
      '7/-/DRV/-/APPLY/scheduledTask/2026-12-01',
    ])
    for (const day of ['2026-11-30', '2026-12-05']) {
      expect(endsOf(copy, on(day)).map(({ key }) => key)).toEqual(keys)
    }
  })

  it('tells whose each item is, and which row it came from', async () => {
    const [first] = endsOf(await copyOf(full), today)
    expect(first).toMatchObject({ domainId: '7', companyName: 'Acme', subscription: { subscriptionId: '5' } })
  })
})
