import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import { on, option } from '../helpers/branded.ts'
import { answer } from './asking.ts'

describe('options', () => {
  const held = (subscriptionId: string, optionId: string, subOptionId: string) => ({
    subscriptionId,
    optionId: option(optionId),
    subOptionId,
  })

  it('show a renewal and a task at the row they speak of', async () => {
    const { lines } = await answer('/options 7', {
      options: [held('1', 'SSTG2', 'SSTG201'), held('1', 'SSTG2', 'SSTG203'), held('2', 'DRV', 'DRV01')],
      renewals: { SSTG2: { subscriptionId: '1', subOptionId: 'SSTG203', type: 'STAY', quantity: 1 } },
      tasks: [
        {
          subscriptionId: '2',
          optionId: option('DRV'),
          subOptionId: 'DRV_PS',
          type: 'MODIFY',
          appliesOn: on('2026-12-01'),
        },
      ],
    })
    const small = lines.indexOf('Shared Storage (1 TB) (SSTG201)')
    const large = lines.indexOf('Shared Storage (10 TB) (SSTG203)')
    const drive = lines.indexOf('Drive (for STD) (DRV01)')
    expect(lines.slice(small, large)).toContain('At renewal: Not stated')
    expect(lines.slice(large, drive)).toContain('At renewal: Renew under the same conditions · to 1 unit')
    expect(lines.slice(drive)).toContain(
      'Scheduled: Upgrade · Drive Plus (for STD) (DRV_PS) · Tue, Dec 1, 2026 · in 10 days',
    )
  })

  it.each([
    ['DRV', 'DRV_PS', 'Drive Plus (for STD) (DRV_PS)'],
    ['DRV', 'DRV_NEW', 'Drive (DRV) · DRV_NEW'],
    ['NEW', null, 'NEW'],
  ])('%s in %s goes by the name %s', async (optionId, subOptionId, name) => {
    const { lines } = await answer('/options 7', { options: [{ optionId: option(optionId), subOptionId }] })
    expect(lines[2]).toBe(name)
  })

  it('include what is scheduled but not held yet', async () => {
    const { lines } = await answer('/options 7', {
      tasks: [{ optionId: option('BCT'), subOptionId: 'BCT01', type: 'APPLY', appliesOn: on('2026-11-22') }],
    })
    expect(lines).toContain('No option is held.')
    expect(lines).toContain('Scheduled, not held yet: Extend contacts (up to 250,000 contacts) (BCT01)')
  })

  it.each([
    [{ optionId: option('DRV'), plan: 'TRIAL' }, 'None: trials and free plans do not renew'],
    [{ optionId: option('QTA_O1'), plan: 'MONTHLY' }, 'None: bought once, not renewed'],
    [{ optionId: option('DRV'), plan: 'MONTHLY' }, 'Not stated'],
  ])('say why %j has no renewal', async (row, words) => {
    expect((await answer('/options 7', { options: [row] })).lines).toContain(`At renewal: ${words}`)
  })

  it('shows what is set for a trial, of which nobody says what it does', async () => {
    const known = {
      options: [{ optionId: option('DRV'), subOptionId: 'DRV00' }],
      renewals: { DRV: { type: 'STAY', subOptionId: 'DRV01' } },
    }
    const words = 'Renew under the same conditions · Drive (for STD) (DRV01)'
    expect((await answer('/options 7', known)).lines).toContain(`At renewal: ${words}`)
    expect((await answer('/renewal 7 DRV', known)).lines[1]).toBe(words)
  })

  it('show when they were added in the customer’s zone', async () => {
    const { lines } = await answer('/options 7', {
      customer: { timeZone: 'America/Los_Angeles' },
      options: [{ addedAt: '2021-11-01T00:00:00.000Z' as Instant }],
    })
    expect(lines).toContain('Added: Sun, Oct 31, 2021, 17:00 (America/Los_Angeles, UTC-07:00)')
  })
})

describe('one option', () => {
  it('renewal of one that is not held says so', async () => {
    expect((await answer('/renewal 7 DRV')).lines).toContain(
      'This option is not held, and no renewal is set for it.',
    )
  })

  it('renewal shows the period until then', async () => {
    const { lines } = await answer('/renewal 7 ドライブ', {
      customer: { companyName: 'Acme' },
      options: [
        {
          optionId: option('DRV'),
          subOptionId: 'DRV01',
          endsOn: on('2026-11-30'),
          startsOn: on('2026-11-01'),
        },
      ],
      renewals: { DRV: { type: 'CHANGE', subOptionId: 'DRV_PS', quantity: 3 } },
    })
    expect(lines.slice(0, 6)).toEqual([
      'Renewal of Drive (DRV) at Acme',
      'Renew with changes · Drive Plus (for STD) (DRV_PS) · to 3 units',
      'Sub option: Drive Plus (for STD) (DRV_PS)',
      'Quantity at renewal: 3',
      'Drive (for STD) (DRV01)',
      'Period: Sun, Nov 1, 2026 – Mon, Nov 30, 2026',
    ])
  })

  it('renewal shows every held row that is meant', async () => {
    const { lines } = await answer('/renewal 7 DRV', {
      options: [
        { optionId: option('DRV'), subOptionId: 'DRV00', plan: 'TRIAL', subscriptionId: '1' },
        { optionId: option('DRV'), subOptionId: 'DRV01', plan: 'MONTHLY', subscriptionId: '2' },
      ],
    })
    expect(lines[1]).toBe('Not stated')
    expect(lines).toContain('Drive Trial (for STD) (DRV00)')
    expect(lines).toContain('Drive (for STD) (DRV01)')
  })

  it('renewal says when the held options could not be read', async () => {
    const { lines } = await answer('/renewal 7 DRV', { options: 'partner_slow' })
    expect(lines.join('\n')).toMatch(/The held options could not be read, .*took too long/)
  })

  it('scheduled of one, of all, and of none', async () => {
    const tasks = [
      { optionId: option('DRV'), type: 'CANCEL', appliesOn: on('2026-12-24'), subscriptionId: '5' },
      { optionId: option('BCT'), type: 'APPLY', appliesOn: on('2026-12-01') },
    ]
    expect((await answer('/scheduled 7', { tasks })).lines).toContain('2 scheduled changes.')
    const one = (await answer('/scheduled 7 bct', { tasks })).lines
    expect(one).toContain('1 scheduled change.')
    expect(one).toContain('Subscription ID: None: its contract has not begun')
    expect((await answer('/scheduled 7 ACV2', { tasks })).lines).toContain('Nothing is scheduled.')
  })
})
