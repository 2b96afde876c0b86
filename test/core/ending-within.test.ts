import { describe, expect, it } from 'vitest'
import type { Customer } from '../../src/core/customer.ts'
import { type EndingWindow, endingWithin } from '../../src/core/ending-within.ts'
import type { Item } from '../../src/core/item.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { on } from '../helpers/branded.ts'
import { type Copied, copyOf } from '../helpers/customer-copy.ts'

const trial = (endsOn: string, more = {}) => ({ plan: 'TRIAL', endsOn: on(endsOn), ...more })

/** Noon of 21 November in Tokyo, unless another time is given. */
async function list(
  copied: readonly Copied[],
  window: Partial<EndingWindow> = {},
  at = '2026-11-21T03:00:00Z',
  among?: readonly string[],
) {
  const clock = createBusinessClock(() => Date.parse(at))
  const copies = await Promise.all(copied.map(copyOf))
  const todayOf = ({ timeZone }: Customer) => clock.today(timeZone ?? 'Asia/Tokyo')
  const items = among && new Set(among as readonly Item[])
  return endingWithin(copies, todayOf, { days: 30, all: false, ...window }, items)
}

describe('each customer has its own today', () => {
  it.each([
    // Midnight of 22 November in Tokyo.
    ['2026-11-21T14:59:59Z', 'Asia/Tokyo', '2026-11-21', 0],
    ['2026-11-21T15:00:00Z', 'Asia/Tokyo', '2026-11-22', 0],
    ['2026-11-21T15:00:00Z', 'America/Los_Angeles', '2026-11-22', 1],
    ['2026-11-21T15:00:00Z', 'Pacific/Apia', '2026-11-22', 0],
    // Midnight of 21 November in Los Angeles.
    ['2026-11-21T07:59:59Z', 'America/Los_Angeles', '2026-11-20', 0],
    ['2026-11-21T07:59:59Z', 'America/Los_Angeles', '2026-11-21', 1],
    ['2026-11-21T08:00:00Z', 'America/Los_Angeles', '2026-11-21', 0],
    // Midnight of 22 November in Apia, the first of all.
    ['2026-11-21T10:59:59Z', 'Pacific/Apia', '2026-11-22', 1],
    ['2026-11-21T11:00:00Z', 'Pacific/Apia', '2026-11-22', 0],
    ['2026-11-21T11:00:00Z', 'Asia/Tokyo', '2026-11-22', 1],
    // Over the night in which the clocks go back in Los Angeles.
    ['2026-11-01T06:59:59Z', 'America/Los_Angeles', '2026-11-02', 2],
    ['2026-11-02T07:59:59Z', 'America/Los_Angeles', '2026-11-02', 1],
  ])('at %s in %s, %s is in %i days', async (at, timeZone, endsOn, daysLeft) => {
    const { dated } = await list([{ customer: { timeZone }, subscriptions: [trial(endsOn)] }], {}, at)
    expect(dated.map((ending) => ending.daysLeft)).toEqual([daysLeft])
  })

  it('and what has ended in Tokyo may still run in Los Angeles', async () => {
    const of = (id: string, timeZone: string) => ({
      id,
      customer: { timeZone },
      subscriptions: [trial('2026-11-21')],
    })
    const at = '2026-11-21T15:00:00Z'
    const { dated, endedTrials } = await list([of('1', 'Asia/Tokyo'), of('2', 'America/Los_Angeles')], {}, at)
    expect(dated.map(({ domainId }) => domainId)).toEqual(['2'])
    expect(endedTrials.map(({ domainId }) => domainId)).toEqual(['1'])
  })
})

describe('the window', () => {
  const days = [
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
    '2026-11-28',
    '2026-11-29',
    '2026-12-21',
    '2026-12-22',
  ]
  const tasks = days.map((day) => ({ type: 'CANCEL', appliesOn: on(day) }))

  it.each([
    [0, 1],
    [1, 2],
    [7, 3],
    [30, 5],
    [365, 6],
  ])('of %i days holds both its ends and nothing of the past', async (window, count) => {
    const { dated } = await list([{ tasks }], { days: window })
    expect(dated.map((ending) => ending.on)).toEqual(days.slice(1, 1 + count))
  })

  it('without end holds everything to come', async () => {
    const { dated } = await list([{ tasks }], { days: null })
    expect(dated.map((ending) => ending.on)).toEqual(days.slice(1))
  })

  it('over items alone holds just those, past ones too', async () => {
    const itemOn = (day: string) => `7/-/DRV/-/CANCEL/scheduledTask/${day}`
    const among = [itemOn('2026-11-20'), itemOn('2026-11-28'), itemOn('2026-12-22'), itemOn('2027-01-01')]
    const datesWithin = async (window: number | null) =>
      (await list([{ tasks }], { days: window }, undefined, among)).dated.map((ending) => ending.on)
    expect(await datesWithin(null)).toEqual(['2026-11-20', '2026-11-28', '2026-12-22'])
    expect(await datesWithin(7)).toEqual(['2026-11-20', '2026-11-28'])
  })

  it('leaves out what renews by itself, unless all is asked for', async () => {
    const stays = { plan: 'MONTHLY', endsOn: on('2026-11-25') }
    const cancelled = { type: 'CANCEL', productId: null, plan: null, licenseCount: null }
    const copied = [{ subscriptions: [stays, { ...stays, renewal: cancelled }] }]
    const kinds = async (all: boolean) => (await list(copied, { all })).dated.map(({ kind }) => kind)
    expect(await kinds(false)).toEqual(['contractEnds'])
    expect(await kinds(true)).toEqual(['contractRenews', 'contractEnds'])
  })

  it('does not bound trials that are over, the latest first, nor what has no date', async () => {
    const suspended = { status: 'SUSPENDED_TRIALEND' }
    const { dated, undated, endedTrials } = await list([
      { id: '1', subscriptions: [trial('2024-01-01', suspended), suspended, { plan: 'TRIAL' }] },
      { id: '2', subscriptions: [trial('2026-11-01', suspended)] },
    ])
    expect(dated).toEqual([])
    expect(undated.map(({ domainId }) => domainId)).toEqual(['1'])
    expect(endedTrials.map((ending) => ending.on)).toEqual(['2026-11-01', '2024-01-01', null])
  })

  it('goes by the days left, then the date, then the company', async () => {
    const of = (id: string, companyName: string | null, timeZone: string, endsOn: string) => ({
      id,
      customer: { companyName, timeZone },
      subscriptions: [trial(endsOn)],
    })
    const { dated } = await list(
      [
        of('1', 'Zeta', 'Asia/Tokyo', '2026-11-22'),
        of('2', 'Acme', 'Asia/Tokyo', '2026-11-22'),
        of('3', 'Acme', 'America/Los_Angeles', '2026-11-22'),
        of('4', null, 'Asia/Tokyo', '2026-11-22'),
        of('5', 'Omega', 'America/Los_Angeles', '2026-11-21'),
      ],
      {},
      '2026-11-21T16:00:00Z',
    )
    expect(dated.map(({ domainId }) => domainId)).toEqual(['5', '4', '2', '1', '3'])
  })
})

describe('what the copy does not know', () => {
  it('customers that were never read, and those whose last read failed, are told apart', async () => {
    const subscriptions = [trial('2026-11-25')]
    const { dated, unread, failed } = await list([
      { id: '1', subscriptions },
      { id: '2', isRead: false },
      { id: '3', isRead: false, failure: 'partner_down' },
      { id: '4', subscriptions, failure: 'partner_slow' },
      { id: '5', subscriptions, isGone: true },
      { id: '6', isRead: false, isGone: true, failure: 'not_found' },
    ])
    expect(unread.map(({ domainId }) => domainId)).toEqual(['2'])
    expect(failed.map(({ domainId }) => domainId)).toEqual(['3', '4'])
    expect(dated.map(({ domainId }) => domainId)).toEqual(['1', '4'])
  })

  it('tells when its oldest part was read, whatever offsets the times are written in', async () => {
    const { oldestReadAt } = await list([
      { id: '1', readAt: '2026-11-21T09:00:00Z' },
      { id: '2', readAt: '2026-11-21T17:30:00+09:00' },
      { id: '3', isRead: false },
      { id: '4', readAt: '2020-01-01T00:00:00Z', isGone: true },
    ])
    expect(oldestReadAt).toBe('2026-11-21T17:30:00+09:00')
    expect((await list([{ isRead: false }])).oldestReadAt).toBeNull()
  })
})
