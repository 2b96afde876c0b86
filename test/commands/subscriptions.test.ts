import { describe, expect, it } from 'vitest'
import { on } from '../helpers/branded.ts'
import { answer } from './asking.ts'

describe('time left', () => {
  it.each([
    ['2026-11-21', 'Ends today'],
    ['2026-11-22', '1 day left'],
    ['2026-12-04', '13 days left'],
    ['2026-11-20', 'Ended 1 day ago'],
    ['2026-10-21', 'Ended 31 days ago'],
    [null, 'No end date given'],
  ])('%s: %s', async (endsOn, left) => {
    const { lines } = await answer('/subscriptions 7', {
      subscriptions: [{ productId: 'STD_T', endsOn: endsOn === null ? null : on(endsOn) }],
    })
    expect(lines).toContain(`Time left: ${left}`)
  })
})

describe('subscriptions', () => {
  it.each([
    [{ plan: 'TRIAL', renewal: null }, 'None: trials and free plans do not renew'],
    [{ plan: 'FREE', renewal: null }, 'None: trials and free plans do not renew'],
    [
      { plan: 'TRIAL', renewal: { type: 'STAY', productId: null, plan: null, licenseCount: null } },
      'None: trials and free plans do not renew',
    ],
    [
      { plan: 'FREE', renewal: { type: 'CHANGE', productId: 'ADV', plan: null, licenseCount: null } },
      'None: trials and free plans do not renew',
    ],
    [{ plan: 'ANNUAL_LICENSE', renewal: null }, 'Not stated'],
    [
      { plan: 'MONTHLY', renewal: { type: 'STAY', productId: null, plan: null, licenseCount: null } },
      'Renew under the same conditions',
    ],
    [
      {
        plan: 'MONTHLY',
        renewal: { type: 'CHANGE', productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 1 },
      },
      'Renew with changes · Advanced (ADV) · Annual contract, monthly license · 1 license',
    ],
    [
      { plan: 'MONTHLY', renewal: { type: 'CANCEL', productId: 'STD', plan: 'MONTHLY', licenseCount: 0 } },
      'No renewal (cancellation)',
    ],
    [
      { plan: 'MONTHLY', renewal: { type: 'NEW_KIND', productId: 'XX', plan: null, licenseCount: 1000000 } },
      'NEW_KIND · XX · 1,000,000 licenses',
    ],
  ])('renewal of %j', async (row, words) => {
    expect((await answer('/subscriptions 7', { subscriptions: [row] })).lines).toContain(
      `At renewal: ${words}`,
    )
  })

  it('come with the one that ends first on top', async () => {
    const { card } = await answer('/subscriptions 7', {
      subscriptions: [
        { subscriptionId: '1', productId: 'FR' },
        { subscriptionId: '2', productId: 'STD', endsOn: on('2027-01-01') },
        { subscriptionId: '3', productId: 'ADV', endsOn: on('2026-12-01') },
      ],
    })
    expect(card.sections.map(({ title }) => ('code' in title ? title.code : ''))).toEqual([
      'ADV',
      'STD',
      'FR',
    ])
  })

  it('of a customer without any say so', async () => {
    expect((await answer('/subscriptions 7')).lines).toContain('No contract in use.')
  })
})
