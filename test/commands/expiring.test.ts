import { describe, expect, it } from 'vitest'
import { on, option } from '../helpers/branded.ts'
import { directoryOf } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { annual, answer, linesFor, mixed, renewal, today, tokyo, trial } from './expiring-list.ts'

const copyLines = [
  'Oldest data read: Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
  'Last full pass over all customers: Sat, Nov 21, 2026, 21:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
]

describe('expiring', () => {
  it('counts first, then tells day by day what ends for whom, and how old the copy is', async () => {
    expect(await linesFor(mixed)).toEqual([
      'Ending within 30 days',
      '7 end or change within 30 days · 1 today · 1 without a date · 1 trial already over',
      'Sat, Nov 21, 2026 · today',
      'Acme (10000001): Trial ends · Standard Trial (STD_T)',
      'Sun, Nov 22, 2026 · in 1 day',
      'Acme (10000001): Scheduled: Apply for an option · CX Talk S (5 seats) (CST_S01) · to 3 units',
      'Mon, Nov 30, 2026 · in 9 days',
      'Acme (10000001): Option trial ends · Archive (Talk) Trial (ACV200)',
      'Bravo (10000002): Contract ends, not renewed · Standard (STD) · Annual contract, monthly license',
      'Bravo (10000002): Option ends · Drive (for STD) (DRV01)',
      'Sat, Dec 5, 2026 · in 14 days',
      'Acme (10000001): Contract renews with changes · Standard (STD) · then Advanced (ADV) · 30 licenses',
      'Bravo (10000002): Contract period ends, renewal not stated · Standard (STD) · Annual contract, monthly license',
      'No end date given',
      'Acme (10000001): Trial ends · Roger Standard Trial (ROG_STD_T)',
      'Trials that are over',
      'Customer 10000003: Standard Trial (STD_T) · Suspended (trial ended) · Sun, Nov 15, 2026 · 6 days ago',
      ...copyLines,
      '/expiring all 30 (With renewals)',
    ])
  })

  it('within fewer days lists less', async () => {
    const lines = await linesFor(mixed, '/expiring 1')
    expect(lines[0]).toBe('Ending within 1 day')
    expect(lines[1]).toBe('2 end or change within 1 day · 1 today · 1 without a date · 1 trial already over')
    expect(lines.join()).not.toContain('Nov 30')
  })

  it.each(['/expiring all', '/expiring all 30', '/expiring 30 all'])('%s adds what renews', async (line) => {
    const lines = await linesFor(mixed, line)
    expect(lines[0]).toBe('Ending or renewing within 30 days')
    expect(lines[1]).toMatch(/^8 end, change or renew within 30 days · /)
    expect(lines).toContain(
      'Bravo (10000002): Contract renews · Standard (STD) · Annual contract, monthly license',
    )
    expect(lines.join()).not.toContain('With renewals')
  })

  it('shows codes that nobody knows as they came', async () => {
    const endsOn = on('2026-11-25')
    const lines = await linesFor([
      {
        customer: { ...tokyo, companyName: 'Acme' },
        subscriptions: [
          { ...trial, productId: 'NEW_T', plan: 'NEW_PLAN', endsOn },
          { ...annual, productId: 'NEW', plan: 'NEW_PLAN', endsOn, renewal: renewal('PAUSE') },
          { ...annual, productId: null, plan: null, endsOn },
        ],
        tasks: [
          { optionId: option('NEW_OPTION'), subOptionId: 'NEW_SUB', type: 'NEW_TASK', appliesOn: endsOn },
        ],
      },
    ])
    expect(lines.slice(3, 7)).toEqual([
      'Acme (7): Trial ends · NEW_T',
      'Acme (7): Contract period ends, at renewal: PAUSE · NEW · NEW_PLAN',
      'Acme (7): Contract period ends, renewal not stated · Not given',
      'Acme (7): Scheduled: NEW_TASK · NEW_OPTION · NEW_SUB',
    ])
  })

  it('tells the quantity of a change, but not of a cancellation, which keeps none', async () => {
    const task = { optionId: option('CST_S'), quantity: 9, appliesOn: today }
    const lines = await linesFor([
      {
        customer: { ...tokyo, companyName: 'Acme' },
        tasks: [
          { ...task, type: 'CHANGE_QUANTITY' },
          { ...task, type: 'CANCEL' },
        ],
      },
    ])
    expect(lines.slice(3, 5)).toEqual([
      'Acme (7): Scheduled: Change the quantity · CX Talk S (CST_S) · to 9 units',
      'Acme (7): Scheduled: Cancel · CX Talk S (CST_S)',
    ])
  })

  it('parts one date where it is not equally far off', async () => {
    const at = (timeZone: string, companyName: string, id: string) => ({
      id,
      customer: { timeZone, companyName },
      subscriptions: [{ ...trial, endsOn: on('2026-11-22') }],
    })
    const copied = [at('Asia/Tokyo', 'Acme', '1'), at('America/Los_Angeles', 'Bravo', '2')]
    const lines = await linesFor(copied, '/expiring', '2026-11-21T15:00:00Z')
    expect(lines.slice(1, 6)).toEqual([
      '2 end or change within 30 days · 1 today',
      'Sun, Nov 22, 2026 · today',
      'Acme (1): Trial ends · Standard Trial (STD_T)',
      'Sun, Nov 22, 2026 · in 1 day',
      'Bravo (2): Trial ends · Standard Trial (STD_T)',
    ])
  })

  it('says for how many of those listed the days are counted in the reader’s zone', async () => {
    const subscriptions = [{ ...trial, endsOn: today }]
    const lines = await linesFor([
      { id: '1', customer: { timeZone: 'Mars/Olympus' }, subscriptions },
      { id: '2', customer: { timeZone: null }, subscriptions },
      { id: '3', customer: { timeZone: null } },
    ])
    expect(lines).toContain(
      '2 customers listed here have no usable time zone; their days are counted in Asia/Tokyo.',
    )
  })

  it('puts a long day into several sections', async () => {
    const copied = Array.from({ length: 25 }, (_, index) => ({
      id: `${1000 + index}`,
      customer: tokyo,
      subscriptions: [{ ...trial, endsOn: today }],
    }))
    const lines = await linesFor(copied)
    expect(lines[1]).toBe('25 end or change within 30 days · 25 today')
    const title = 'Sat, Nov 21, 2026 · today'
    expect(lines.filter((line) => line.startsWith(title))).toEqual([
      `${title} (1 of 3)`,
      `${title} (2 of 3)`,
      `${title} (3 of 3)`,
    ])
    expect(lines.filter((line) => line.startsWith('Customer 10'))).toHaveLength(25)
  })

  it('can be asked again and shared, by the line that was meant', async () => {
    const { actions } = await answer('/expiring all', await directoryOf(mixed))
    expect(actions.map(({ kind, command }) => `${kind} ${command}`)).toEqual([
      'refresh expiring all 30',
      'share expiring all 30',
    ])
  })
})

describe('wrong input is answered with the right form', () => {
  it.each([
    ['/expiring soon', 'soon'],
    ['/expiring 0', '0'],
    ['/expiring 366', '366'],
    ['/expiring 7 8', '7 8'],
    ['/expiring mine mine', 'mine mine'],
    ['/expiring mine 366', 'mine 366'],
  ])('%s', async (line, text) => {
    const card = await answer(line, await directoryOf(mixed))
    expect(card.kind).toBe('usage')
    expect(linesOf(card).slice(1)).toEqual([
      `“${text}” does not fit here. Days are a whole number from 1 to 365.`,
      'Write: /expiring [DAYS] [mine|all]',
      'Example: /expiring 7',
    ])
  })
})
