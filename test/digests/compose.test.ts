import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, type Instant } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import type { Partnership } from '../../src/core/customer.ts'
import type { OptionId } from '../../src/core/option.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { type Composition, claim, compose, mark } from './composing.ts'

const on = (text: string) => text as CalendarDate
const today = on('2026-11-21')

const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }
const annual = { subscriptionId: '6', productId: 'STD', plan: 'ANNUAL_LICENSE', status: 'ACTIVE' }
const renewal = (type: string) => ({ type, productId: null, plan: null, licenseCount: null })

/** A customer in Tokyo whose trial ends in so many days from 21 November. */
const trialIn = (id: string, days: number, more: Partial<Copied> = {}): Copied => ({
  id,
  customer: { companyName: `Company ${id}`, timeZone: 'Asia/Tokyo' },
  subscriptions: [{ ...trial, endsOn: addDays(today, days) }],
  ...more,
})

/** What a section says: its title, and its lines without their buttons. */
function sectionsOf(card: Card | undefined): Record<string, string[]> {
  const alone = { facts: [], actions: [], notes: [] }
  return Object.fromEntries(
    (card?.sections ?? []).map((section) => {
      const [title = '', ...lines] = linesOf({
        ...alone,
        kind: 'answer',
        title: section.title,
        sections: [section],
      })
      return [title, lines.slice(1).filter((line) => !line.startsWith('/'))]
    }),
  )
}

const parentOf = async (copied: readonly Copied[], more: Composition = {}) => {
  const { parent } = await compose(copied, more)
  return { lines: linesOf(parent), sections: sectionsOf(parent) }
}

const closer = 'New, or closer than on Fri, Nov 20, 2026'
const changed = 'Changed since Fri, Nov 20, 2026'

describe('the message in the room', () => {
  const acme = trialIn('1', 0)
  const bravo: Copied = {
    id: '2',
    customer: { companyName: 'Bravo', timeZone: 'Asia/Tokyo' },
    subscriptions: [{ ...annual, endsOn: on('2027-05-31'), renewal: renewal('CANCEL') }],
    tasks: [{ optionId: 'DRV' as OptionId, type: 'APPLY', appliesOn: on('2027-01-01') }],
  }
  const before = [acme, { ...bravo, subscriptions: [{ ...annual, endsOn: on('2027-05-31') }] }]

  it('says what has changed, then what is close, then how much there is', async () => {
    const copied = [acme, bravo, trialIn('3', 20)]
    const { lines } = await parentOf(copied, { before: [...before, trialIn('3', 20)] })
    expect(lines).toEqual([
      'What ends soon: Sat, Nov 21, 2026',
      '1 change · 2 end or change within 30 days · 1 today',
      changed,
      'Bravo (2): Renewal cancelled · Standard (STD) · Until Mon, May 31, 2027',
      '/item 2/6/contractEnds/2027-05-31 (Details)',
      closer,
      'Company 1 (1): Trial ends · Standard Trial (STD_T) · Sat, Nov 21, 2026 · today',
      '/item 1/5/serviceTrial/2026-11-21 (Details)',
      'Overview',
      'Today: 1',
      'In 15 to 30 days: 1',
      'Cancelled, ending later: 1',
      'Changes scheduled for later: 1',
      'Oldest data read: Sat, Nov 21, 2026, 08:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
      'Last full pass over all customers: Sat, Nov 21, 2026, 08:00 (Asia/Tokyo, UTC+09:00), 1 hour ago',
      '/digest now (What ends soon)',
      '/digest status (Digest status)',
    ])
  })

  it('the first time names what ends at once', async () => {
    const { sections } = await parentOf([0, 1, 3, 4].map((days) => trialIn(`${days + 1}`, days)))
    expect(sections['Ending within 3 days']?.map((line) => line.split(':')[0])).toEqual([
      'Company 1 (1)',
      'Company 2 (2)',
      'Company 4 (4)',
    ])
    expect(sections.Overview).toEqual(['Today: 1', 'In 1 day: 1', 'In 2 to 3 days: 1', 'In 4 to 7 days: 1'])
  })

  it('names no more than it can, and says where the rest is', async () => {
    const copied = Array.from({ length: 20 }, (_, index) => trialIn(`${index + 1}`, 0))
    const inSlack = await parentOf(copied)
    expect(inSlack.sections['Ending within 3 days']).toHaveLength(9)
    expect(inSlack.sections['Ending within 3 days']?.at(-1)).toBe('12 more: In the thread of this message')
    const inWorks = await parentOf(copied, {
      room: { platform: 'lineworks', workspace: 'B1', room: 'R1', isDirect: false },
    })
    expect(inWorks.sections['Ending within 3 days']?.at(-1)).toBe('12 more: In the messages below')
  })

  it('lets no kind of change crowd out another, and counts them all', async () => {
    const copied = Array.from({ length: 12 }, (_, index) => trialIn(`${index + 11}`, 20))
    const { sections } = await parentOf([...copied, bravo], {
      before: [...copied.map(({ id }) => ({ id: id ?? '' })), ...before],
    })
    expect(sections[changed]?.slice(-2)).toEqual([
      expect.stringContaining('Bravo (2): Renewal cancelled'),
      '5 more: In the thread of this message',
    ])
    expect(sections.Overview?.slice(0, 2)).toEqual(['New trial: 12', 'Renewal cancelled: 1'])
  })

  it.each([
    ['2026-11-21T00:10:00Z', false],
    ['2026-11-21T00:11:00Z', true],
    ['2026-11-21T06:00:00Z', true],
  ])('at %s it calls itself late: %s', async (now, isLate) => {
    const { lines } = await parentOf([acme], { now })
    const late = 'Late: this was due at Sat, Nov 21, 2026, 09:00 (Asia/Tokyo, UTC+09:00)'
    expect(lines[1]?.startsWith(late)).toBe(isLate)
  })

  it('tells who has taken something on', async () => {
    const { lines } = await parentOf([acme], { claims: [claim('1/5/serviceTrial/2026-11-21')] })
    expect(lines).toContainEqual(expect.stringMatching(/today · taken on by Misaki Sato$/))
  })

  it('tells whose days are not counted where they are', async () => {
    const { lines } = await parentOf([
      { ...acme, customer: { companyName: 'Acme', timeZone: 'Mars/Olympus' } },
    ])
    expect(lines).toContain(
      '1 customer listed here has no usable time zone; its days are counted in Asia/Tokyo.',
    )
  })
})

describe('what has come closer is named', () => {
  it.each([
    // days left, days since the last digest, whether it is named
    [0, 1, true],
    [1, 1, true],
    [2, 1, false],
    [3, 1, true],
    [4, 1, false],
    [7, 1, true],
    [8, 1, false],
    [14, 1, true],
    [15, 1, false],
    [30, 1, true],
    // From a Friday to a Monday.
    [2, 3, true],
    [4, 3, false],
    [5, 3, true],
    [12, 3, true],
    [29, 3, true],
    [27, 3, false],
  ])('%i days left, %i after the last digest: %s', async (daysLeft, daysSince, isNamed) => {
    const copied = [trialIn('1', daysLeft)]
    const beforeAt = `${addDays(today, -daysSince)}T00:00:00Z`
    const { parent, details } = await compose(copied, { before: copied, beforeAt })
    expect(
      Object.values(sectionsOf(parent))
        .flat()
        .some((line) => line.startsWith('Company 1')),
    ).toBe(isNamed)
    // What is not named in the room is in the thread.
    expect(details !== undefined).toBe(!isNamed)
  })

  it('by the calendar of the customer', async () => {
    // 16:30 of the 20th in Los Angeles: still two days, as at the digest before.
    const inAmerica = trialIn('1', 1, { customer: { companyName: 'Acme', timeZone: 'America/Los_Angeles' } })
    const soon = await parentOf([inAmerica], {
      before: [inAmerica],
      now: '2026-11-21T00:30:00Z',
      beforeAt: '2026-11-20T08:30:00Z',
    })
    expect(soon.sections[closer]).toBeUndefined()
    const later = await parentOf([inAmerica], {
      before: [inAmerica],
      now: '2026-11-21T08:30:00Z',
      beforeAt: '2026-11-20T08:30:00Z',
    })
    expect(later.sections[closer]).toHaveLength(1)
  })

  it('and what is new, whatever its range', async () => {
    const { sections } = await parentOf([trialIn('1', 20)], { before: [] })
    expect(sections[closer]).toHaveLength(1)
  })

  it('but not what is named as changed', async () => {
    const { sections } = await parentOf([trialIn('1', 1)], { before: [trialIn('1', 0)] })
    expect(sections[changed]).toEqual([expect.stringContaining('Extended')])
    expect(sections[closer]).toBeUndefined()
  })
})

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

describe('who looks after what is seen to or put off', () => {
  const item = '1/5/serviceTrial/2026-11-24'
  const copied = [trialIn('1', 3), trialIn('2', 3)]

  it.each([
    ['done', mark(item, { kind: 'done' }), false],
    ['put off till tomorrow', mark(item, { kind: 'snoozed', until: on('2026-11-22') }), false],
    ['put off till today', mark(item, { kind: 'snoozed', until: today }), true],
    ['put off with another end', mark('1/5/serviceTrial/2026-11-23', { kind: 'done' }), true],
  ])('%s: listed %s', async (_how, given, isListed) => {
    const { sections, lines } = await parentOf(copied, { marks: [given] })
    const names = sections['Ending within 3 days']?.map((line) => line.split(' (')[0])
    expect(names).toEqual(isListed ? ['Company 1', 'Company 2'] : ['Company 2'])
    expect(lines.includes('1 done or snoozed, and left out')).toBe(!isListed)
  })

  it('is told when the day has come, though it has not come closer', async () => {
    const marks = [mark('1/5/serviceTrial/2026-11-26', { kind: 'snoozed', until: today })]
    const five = [trialIn('1', 5)]
    expect((await parentOf(five, { marks, before: five })).sections[closer]).toHaveLength(1)
    const aDayOn = { now: '2026-11-22T00:00:00Z', beforeAt: '2026-11-21T00:00:00Z' }
    expect((await parentOf(five, { marks, before: five, ...aDayOn })).sections).toEqual({
      Overview: ['In 4 to 7 days: 1'],
    })
  })

  it('and what is done is no change either', async () => {
    const marks = [mark('1/5/serviceTrial/2026-11-20', { kind: 'done' })]
    const { sections } = await parentOf([trialIn('1', -1)], { before: [trialIn('1', -1)], marks })
    expect(sections).toEqual({})
  })

  it('by the date where the room is', async () => {
    const marks = [mark(item, { kind: 'snoozed', until: on('2026-11-21') })]
    const inHawaii = await parentOf(copied, { marks, rule: { zone: 'Pacific/Honolulu' } })
    expect(inHawaii.lines).toContain('1 done or snoozed, and left out')
  })
})

it('a rule with a text keeps to the customers that it is about', async () => {
  const customer = (customerCode: string) => ({
    companyName: customerCode,
    timeZone: 'Asia/Tokyo',
    partnership: { customerCode } as Partnership,
  })
  const copied = [
    trialIn('1', 0, { customer: customer('EAST-1') }),
    trialIn('2', 0, { customer: customer('WEST-1') }),
    trialIn('3', 0, { customer: customer('WEST-2'), isRead: false }),
  ]
  const { lines, sections } = await parentOf(copied, { rule: { contains: 'ｅast' } })
  expect(Object.values(sections)).toEqual([[expect.stringMatching(/^EAST-1/)], ['Today: 1']])
  expect(lines).toContain('Only customers with “ｅast” in their customer code or memo.')
  expect(lines).toContain('1 customer at present')
  expect(lines.join()).not.toContain('WEST')
  const nobody = await parentOf(copied, { rule: { contains: 'north' } })
  expect(nobody.lines.join()).toContain('No customer at present, so the digest stays empty')
})

describe('a digest is empty', () => {
  const quiet: Copied = { subscriptions: [{ ...annual, endsOn: today, renewal: renewal('STAY') }] }

  it.each<[string, Copied[], Composition, boolean]>([
    ['where nothing ends', [quiet], {}, true],
    ['without customers', [], {}, true],
    [
      'where all is done',
      [trialIn('1', 0)],
      { marks: [mark('1/5/serviceTrial/2026-11-21', { kind: 'done' })] },
      true,
    ],
    ['not where something ends', [trialIn('1', 30)], {}, false],
    ['but where it ends too late', [trialIn('1', 31)], {}, true],
    ['not where something has changed', [{ ...quiet, isGone: true }], { before: [quiet] }, false],
    ['not where somebody was not read', [{ isRead: false }], {}, false],
    ['not where a read failed', [{ ...quiet, failure: 'partner_down' }], {}, false],
    ['not before the first pass', [quiet], { lastPassAt: null }, false],
  ])('%s', async (_when, copied, more, isEmpty) => {
    expect((await compose(copied, more)).isEmpty).toBe(isEmpty)
  })

  it('and can be shown nevertheless', async () => {
    const { parent, details, command } = await compose([quiet], { rule: { days: 14 } })
    expect(linesOf(parent)[1]).toBe('Nothing is due within 14 days.')
    expect(details).toBeUndefined()
    expect(command).toBe('digest now')
  })

  it('and does not claim what it cannot know', async () => {
    const { parent } = await compose([quiet, { id: '8', isRead: false }])
    expect(linesOf(parent)[1]).toMatch(/^Nothing is known to be due/)
  })
})

it('nothing of this changes while the customers are at their date line', async () => {
  // 11:30 UTC: the 22nd has begun in Apia and not in Tokyo.
  const at = '2026-11-21T11:30:00Z'
  const apia = trialIn('1', 1, { customer: { companyName: 'Apia', timeZone: 'Pacific/Apia' } })
  const tokyo = trialIn('2', 1)
  const { sections } = await parentOf([apia, tokyo], { now: at, dueAt: at as Instant })
  expect(sections.Overview).toEqual(['Today: 1', 'In 1 day: 1'])
})
