import { describe, expect, it } from 'vitest'
import type { Subscription } from '../../src/core/subscription.ts'
import { on } from '../helpers/branded.ts'
import { clockOn, type Known } from '../helpers/known-partner.ts'
import { linesOf } from '../helpers/transcript.ts'
import { acme, free, standard, startDesk, suspended, toEnd, told, toStay, trial } from './about-known.ts'

describe('the fact about contracts comes first', () => {
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
})
