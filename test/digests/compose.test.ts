import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import type { Partnership } from '../../src/core/customer.ts'
import type { OptionId } from '../../src/core/option.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { annual, changed, closer, on, parentOf, renewal, trialIn } from './composed-sections.ts'
import { claim } from './composing.ts'

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

it('nothing of this changes while the customers are at their date line', async () => {
  // 11:30 UTC: the 22nd has begun in Apia and not in Tokyo.
  const at = '2026-11-21T11:30:00Z'
  const apia = trialIn('1', 1, { customer: { companyName: 'Apia', timeZone: 'Pacific/Apia' } })
  const tokyo = trialIn('2', 1)
  const { sections } = await parentOf([apia, tokyo], { now: at, dueAt: at as Instant })
  expect(sections.Overview).toEqual(['Today: 1', 'In 1 day: 1'])
})
