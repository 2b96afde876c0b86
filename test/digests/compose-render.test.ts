import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../src/core/calendar.ts'
import type { Partnership } from '../../src/core/customer.ts'
import { locales } from '../../src/core/locale.ts'
import type { OptionId } from '../../src/core/option.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { renderAll } from '../lineworks/spoken-cards.ts'
import { claim, compose, mark, rule } from './composing.ts'

const today = '2026-11-21' as CalendarDate
const renewal = (type: string) => ({ type, productId: 'ADV', plan: 'ANNUAL_LICENSE', licenseCount: 20 })
const contract = { subscriptionId: '6', productId: 'STD', plan: 'ANNUAL_PREPAY_LICENSE', status: 'ACTIVE' }

/** Of every kind of change and ending, as many as would fill a message many times over. */
function busyDay(nameOf: (index: number) => string): { before: Copied[]; now: Copied[] } {
  const customers = Array.from({ length: 120 }, (_, index) => ({
    id: `${10_000_001 + index}`,
    customer: {
      companyName: nameOf(index),
      timeZone: index % 40 === 0 ? 'Mars/Olympus' : 'Asia/Tokyo',
      partnership: { memo: 'east' } as Partnership,
    },
  }))
  const drive = { optionId: 'DRV' as OptionId, subOptionId: 'DRV_PA', plan: 'MONTHLY' }
  const trial = { subscriptionId: '5', productId: 'NTA_BZ_T', plan: 'TRIAL', status: 'ACTIVE' }
  const of = (endsOn: CalendarDate, index: number): [Partial<Copied>, Partial<Copied>] => {
    const states: [Partial<Copied>, Partial<Copied>][] = [
      [{}, { subscriptions: [{ ...trial, endsOn }] }],
      [
        { subscriptions: [{ ...trial, endsOn }] },
        { subscriptions: [{ ...contract, subscriptionId: '5', endsOn }] },
      ],
      [
        { subscriptions: [{ ...contract, endsOn: addDays(endsOn, -9) }] },
        { subscriptions: [{ ...contract, endsOn }] },
      ],
      [
        { subscriptions: [{ ...contract, endsOn }] },
        { subscriptions: [{ ...contract, endsOn, renewal: renewal('CANCEL') }] },
      ],
      [{ options: [drive] }, {}],
      [{}, { options: [drive] }],
      [{}, { isGone: true }],
      [
        {},
        {
          failure: 'partner_down',
          tasks: [{ ...drive, type: 'CHANGE_QUANTITY', quantity: 30, appliesOn: endsOn }],
        },
      ],
      [{ isRead: false }, { isRead: false }],
      [{}, { subscriptions: [{ ...contract, endsOn: null, renewal: renewal('CHANGE') }] }],
      [{}, { subscriptions: [{ ...trial, status: 'SUSPENDED_TRIALEND', endsOn: addDays(endsOn, -40) }] }],
      [{}, { subscriptions: [{ ...trial, endsOn: null }] }],
    ]
    return states[index % states.length] ?? [{}, {}]
  }
  const states = customers.map((_, index) => of(addDays(today, (index * 7) % 50), index))
  return {
    before: customers.map((customer, index) => ({ ...customer, ...states[index]?.[0] })),
    now: customers.map((customer, index) => ({ ...customer, ...states[index]?.[1] })),
  }
}

const names = {
  usual: (index: number) => `株式会社サンプル${index}`,
  hostile: (index: number) => `<!channel> *${'&<>'.repeat(60)}* \u202e${index}`,
}

const digestIn = async (locale: (typeof locales)[number], nameOf: (index: number) => string) => {
  const { before, now } = busyDay(nameOf)
  const digest = await compose(now, {
    before,
    now: '2026-11-21T02:00:00Z',
    rule: { locale, contains: 'east' },
    claims: now.map(({ id }) => claim(`${id}/6/contractEnds/${today}`)),
    marks: [mark('10000004/6/contractEnds/2026-12-12', { kind: 'done' })],
  })
  const reader = { ...rule, locale }
  return {
    parent: speak(digest.parent, reader),
    details: digest.details && speak(digest.details, reader),
  }
}

describe.each(locales)('a busy day in %s', (locale) => {
  it.each(Object.entries(names))(
    'with %s names fits into one message of Slack, the rest behind it',
    async (_kind, nameOf) => {
      const { parent, details } = await digestIn(locale, nameOf)
      const shown = renderBlocks(parent)
      assertValidMessage(shown)
      expect(shown.pages).toBe(1)
      const { pages } = details ? renderBlocks(details) : { pages: 0 }
      expect(pages).toBeGreaterThan(1)
      for (let page = 1; page <= pages; page += 1)
        if (details) assertValidMessage(renderBlocks(details, { page }))
    },
  )

  it.each(Object.entries(names))('with %s names is valid in LINE WORKS', async (_kind, nameOf) => {
    const { parent, details } = await digestIn(locale, nameOf)
    expect(renderAll(parent).length).toBeLessThanOrEqual(2)
    expect(details && renderAll(details).length).toBeGreaterThan(1)
  })

  it('has all its words', async () => {
    const { parent, details } = await digestIn(locale, names.usual)
    const said = JSON.stringify([parent, details])
    expect(said).not.toMatch(/digest\.|\{\{|"(?:action|expiring|copy)\./)
  })
})
