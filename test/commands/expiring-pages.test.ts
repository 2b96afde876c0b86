import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import { locales } from '../../src/core/locale.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { formatText } from '../../src/text/format-text.ts'
import { say, speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { type Copied, directoryOf } from '../helpers/customer-copy.ts'
import { annual, answer, mixed, renewal, today, tokyo, trial } from './expiring-list.ts'

/** Each page in each language, held against Slack's rules; gives how many pages there are in English. */
function checkEveryPage(card: Card): number {
  const counts = locales.map((locale) => {
    const reader = { locale, zone: 'Asia/Tokyo' }
    const spoken = speak(card, reader)
    const words = {
      next: say('action.next', reader),
      previous: say('action.previous', reader),
      page: (page: number, pages: number) => say('note.page', reader, { page, pages }),
    }
    const lines = spoken.sections.flatMap(({ facts }) => facts.map(({ value }) => value))
    let shown = ''
    let pages = 1
    for (let page = 1; page <= pages; page += 1) {
      const message = renderBlocks(spoken, { page, paging: { command: 'expiring 30', words } })
      pages = message.pages
      assertValidMessage(message)
      shown += JSON.stringify(message.blocks)
    }
    for (const line of lines) expect(shown).toContain(JSON.stringify(line).slice(1, -1))
    expect(shown + formatText(spoken)).not.toMatch(/undefined|\[object|\bNaN\b|\{\{|<!channel>|<m userId/)
    return pages
  })
  return counts[locales.indexOf('en')] ?? 0
}

describe('every page, in every language, is one that Slack takes', () => {
  it('with something of each kind', async () => {
    checkEveryPage(await answer('/expiring all 365', await directoryOf(mixed)))
  })

  it('with 500 lines, each of them in full', async () => {
    const copied = Array.from({ length: 250 }, (_, index): Copied => {
      const endsOn = addDays(today, index % 30)
      return {
        id: `${9_007_199_254_740_993_000n + BigInt(index)}`,
        customer: { ...tokyo, companyName: `株式会社 ${'長い名前の会社'.repeat(5)}${index}` },
        subscriptions: [
          {
            ...annual,
            endsOn,
            renewal: renewal('CHANGE', {
              productId: 'JP_PPO_ADV',
              plan: 'ANNUAL_PREPAY_LICENSE',
              licenseCount: 1_000_000,
            }),
          },
          { ...trial, endsOn, status: 'SUSPENDED_TRIALEND' },
        ],
      }
    })
    expect(checkEveryPage(await answer('/expiring', await directoryOf(copied)))).toBeGreaterThan(5)
  })

  it.each([
    '<!channel> & *bold* _x_ `y` :smile:',
    '<m userId="all">',
    '{{count}} $t(error.title)',
    '\u202egpj.exe\u0000',
    '名'.repeat(5_000),
    '   ',
  ])('with customers called %j', async (companyName) => {
    const subscriptions = [{ ...trial, productId: '<!channel>', endsOn: today }]
    const copied = [
      ...Array.from({ length: 12 }, (_, index) => ({
        id: `${index + 1}`,
        customer: { companyName },
        subscriptions,
      })),
      ...Array.from({ length: 7 }, (_, index) => ({
        id: `2${index}`,
        customer: { companyName },
        isRead: false,
      })),
    ]
    const card = await answer('/expiring', await directoryOf(copied))
    for (const locale of locales) {
      const { blocks, text, pages } = renderBlocks(speak(card, { locale, zone: 'Asia/Tokyo' }))
      assertValidMessage({ blocks, text })
      expect(pages).toBe(1)
      expect(JSON.stringify(blocks) + text).not.toMatch(/<!channel>|<m userId|\u202e|undefined/)
    }
  })
})
