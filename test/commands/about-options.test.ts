import { describe, expect, it } from 'vitest'
import { on, option } from '../helpers/branded.ts'
import type { Known } from '../helpers/known-partner.ts'
import { applied, driveTrial, ended, standard, storage, toEnd, told, trial, upgrade } from './about-known.ts'

describe('the fact about options comes first', () => {
  it.each<[string, Known, readonly string[]]>([
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
})
