import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../src/core/calendar.ts'
import { linesOf } from '../helpers/transcript.ts'
import { annual, on, renewal, sectionsOf, trial, trialIn } from './composed-sections.ts'
import { compose } from './composing.ts'

describe('the rest', () => {
  it('holds everything by range, each line with its day', async () => {
    const contract = (kind: string, endsOn: CalendarDate | null) => ({
      ...annual,
      endsOn,
      renewal: renewal(kind),
    })
    const { details } = await compose([
      trialIn('1', 0),
      trialIn('2', 2),
      trialIn('3', 30),
      trialIn('4', 31),
      { id: '5', subscriptions: [{ ...trial, status: 'SUSPENDED_TRIALEND', endsOn: on('2026-11-01') }] },
      { id: '6', subscriptions: [contract('CANCEL', on('2027-01-31'))] },
      { id: '7', subscriptions: [contract('CHANGE', null)] },
      { id: '8', subscriptions: [{ ...trial, endsOn: null }] },
      { id: '9', subscriptions: [contract('STAY', on('2026-11-22'))] },
    ])
    expect(sectionsOf(details)).toEqual({
      Today: ['Company 1 (1): Trial ends · Standard Trial (STD_T) · Sat, Nov 21, 2026 · today'],
      'In 2 to 3 days': [
        'Company 2 (2): Trial ends · Standard Trial (STD_T) · Mon, Nov 23, 2026 · in 2 days',
      ],
      'In 15 to 30 days': [
        'Company 3 (3): Trial ends · Standard Trial (STD_T) · Mon, Dec 21, 2026 · in 30 days',
      ],
      'Trials that are over': [
        'Customer 5: Standard Trial (STD_T) · Suspended (trial ended) · Sun, Nov 1, 2026 · 20 days ago',
      ],
      'Cancelled, ending later': [expect.stringMatching(/^Customer 6: Contract ends, not renewed/)],
      'Changes scheduled for later': [expect.stringMatching(/^Customer 7: Contract renews with changes/)],
      'No end date given': [expect.stringMatching(/^Customer 8: Trial ends/)],
    })
  })

  it('has no limit that 500 lines reach, and says so where there is one', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => trialIn(`${index + 1}`, 0))
    const linesIn = async (count: number) =>
      Object.values(sectionsOf((await compose(many(count))).details)).flat()
    expect(await linesIn(500)).toHaveLength(500)
    const lines = await linesIn(1010)
    expect(lines).toHaveLength(1001)
    expect(lines.at(-1)).toBe('10 more: Too many to list here')
  })

  it('names every customer that could not be read', async () => {
    const failed = { failure: 'partner_down' } as const
    const { parent, details } = await compose([
      trialIn('1', 0),
      trialIn('2', 60, { ...failed, readAt: '2026-11-19T23:00:00Z' }),
      trialIn('3', 0, { ...failed, isRead: false }),
      trialIn('4', 0, { isRead: false }),
    ])
    expect(sectionsOf(details)).toEqual({
      'Customers that could not be read': [
        'Company 2 (2): Could not be read at the last try · last read Fri, Nov 20, 2026, 08:00 (Asia/Tokyo, UTC+09:00)',
        'Company 3 (3): Could not be read at the last try',
        'Company 4 (4): Not read yet',
      ],
    })
    expect(linesOf(parent)).toEqual(
      expect.arrayContaining([
        '1 customer has not been read yet: Company 4',
        expect.stringMatching(/^2 customers could not be read .*: Company 2 · Company 3$/),
      ]),
    )
  })
})
