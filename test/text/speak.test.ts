import { describe, expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import { card } from '../../src/core/card.ts'
import { type CodeSet, knownCodes } from '../../src/core/codes.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import { code, data, date, instant, lines, number, parts, say as tell, words } from '../../src/core/phrase.ts'
import { say, sayPhrase, speak } from '../../src/text/speak.ts'

const readerOf = (locale: Locale) => ({ locale, zone: 'Asia/Tokyo' })
const english = readerOf('en')

describe('text from outside stays text', () => {
  const hostile = [
    '{{count}} $t(error.title)',
    '{{company}}',
    '{{- company}}',
    '$t(error.title)',
    '$t(options.lead, {"count": 5})',
    '$& $1 $$ $`',
    '<b>&amp;"\'',
    'A, B {{',
    '}} 100% \\u0041',
    '__proto__',
    'undefined',
  ]

  it.each(hostile)('%s', (name) => {
    for (const locale of locales) {
      const reader = readerOf(locale)
      expect(sayPhrase(data(name), reader)).toBe(name)
      const spoken = say('options.title', reader, { company: data(name) })
      expect(spoken).toBe(say('options.title', reader, { company: data('@') }).replace('@', () => name))
    }
  })

  it('in each of several placeholders', () => {
    const spoken = say('renewal.title', english, {
      option: data('{{company}}'),
      company: data('{{option}} $t(action.help)'),
    })
    expect(spoken).toBe('Renewal of {{company}} at {{option}} $t(action.help)')
    expect(say('options.title', english, { company: data('a') })).toBe('Options of a')
  })

  it('blank text is not given', () => {
    expect(sayPhrase(data(' \u200b '), english)).toBe('Not given')
    expect(sayPhrase(data(''), readerOf('ja'))).toBe('情報なし')
  })

  it('is cleaned wherever it stands', () => {
    const spoken = speak(
      card({
        title: data('a\u202eb'),
        sections: [{ title: tell('options.title', { company: data('c\u0007d') }), facts: [] }],
      }),
      english,
    )
    expect([spoken.title, spoken.sections[0]?.title]).toEqual(['ab', 'Options of cd'])
  })
})

describe('a code', () => {
  it.each([
    ['ja', 'Drive Plus(スタンダード用)（DRV_PS）', 'アーカイブ(トーク)（ACV2）', '停止中（トライアル終了）'],
    ['ko', '드라이브 플러스, 스탠다드용(DRV_PS)', '메시지 아카이빙(ACV2)', '정지됨(체험판 종료)'],
    ['en', 'Drive Plus (for STD) (DRV_PS)', 'Archive (Talk) (ACV2)', 'Suspended (trial ended)'],
    ['zh-TW', '標準版 Drive Plus（DRV_PS）', '訊息封存（ACV2）', '已停用（試用結束）'],
    ['zh-CN', '标准版 Drive Plus（DRV_PS）', '消息归档（ACV2）', '已停用（试用结束）'],
  ] as const)(
    'has its name in %s, and its own letters where people quote it',
    (locale, sub, option, status) => {
      const reader = readerOf(locale)
      expect(sayPhrase(code('subOption', 'DRV_PS'), reader)).toBe(sub)
      expect(sayPhrase(code('option', 'ACV2'), reader)).toBe(option)
      expect(sayPhrase(code('subscriptionStatus', 'SUSPENDED_TRIALEND'), reader)).toBe(status)
    },
  )

  it('that is known is never shown bare', () => {
    for (const [set, codes] of Object.entries(knownCodes) as [CodeSet, readonly string[]][]) {
      for (const locale of locales) {
        for (const known of codes) expect(sayPhrase(code(set, known), readerOf(locale))).not.toBe(known)
      }
    }
  })

  it.each(['NEW_CODE', 'std', 'product.STD', 'constructor', '__proto__', '{{name}}'])(
    'that is not known is shown as it came: %s',
    (unknown) => {
      expect(sayPhrase(code('product', unknown), english)).toBe(unknown)
    },
  )

  it('that is not known is cleaned', () => {
    expect(sayPhrase(code('plan', 'A\u202eB\u0000'), english)).toBe('AB')
    expect(sayPhrase(code('plan', '\u200b'), english)).toBe('Not given')
  })
})

describe('counting', () => {
  it.each([
    ['en', 0, '0 days left'],
    ['en', 1, '1 day left'],
    ['en', 2, '2 days left'],
    ['en', 1000, '1,000 days left'],
    ['ja', 0, '残り0日'],
    ['ja', 1, '残り1日'],
    ['ja', 1000, '残り1,000日'],
    ['ko', 1, '1일 남음'],
    ['ko', 2, '2일 남음'],
    ['zh-TW', 1, '剩餘 1 天'],
    ['zh-TW', 21, '剩餘 21 天'],
    ['zh-CN', 1, '剩余 1 天'],
    ['zh-CN', 1000000, '剩余 1,000,000 天'],
  ] as const)('in %s: %d', (locale, count, spoken) => {
    expect(say('daysLeft.ahead', readerOf(locale), { count })).toBe(spoken)
  })

  it('separates thousands in numbers that are not counted with too', () => {
    expect(sayPhrase(number(1234567), english)).toBe('1,234,567')
    expect(say('note.page', english, { page: 1, pages: 1200 })).toBe('Page 1 of 1,200')
  })
})

describe('times', () => {
  it('falls back to the reader’s zone where the given one cannot be computed with', () => {
    const spoken = sayPhrase(instant('2026-11-21T00:30:00Z' as Instant, 'Mars/Olympus'), english)
    expect(spoken).toBe('Sat, Nov 21, 2026, 09:30 (Asia/Tokyo, UTC+09:00)')
  })

  it.each([
    ['ja', '2026年1月1日(木) ～ 2026年12月31日(木)'],
    ['ko', '2026년 1월 1일 (목) ~ 2026년 12월 31일 (목)'],
    ['en', 'Thu, Jan 1, 2026 – Thu, Dec 31, 2026'],
    ['zh-TW', '2026年1月1日週四 至 2026年12月31日週四'],
    ['zh-CN', '2026年1月1日周四 至 2026年12月31日周四'],
  ] as const)('tells a period in %s', (locale, spoken) => {
    const period = { from: date('2026-01-01' as CalendarDate), to: date('2026-12-31' as CalendarDate) }
    expect(say('period.both', readerOf(locale), period)).toBe(spoken)
  })
})

it('joins parts and words', () => {
  expect(sayPhrase(parts(data('a'), number(2), tell('daysLeft.today')), english)).toBe('a · 2 · Ends today')
  expect(sayPhrase(words(data('/options'), tell('argument.customer')), readerOf('ja'))).toBe('/options 顧客')
  expect(sayPhrase(lines(tell('options.none'), data('b')), english)).toBe('No option is held.\nb')
})

describe('a card', () => {
  it('keeps its shape, and has a lead only where it was given one', () => {
    const spoken = speak(
      card({
        kind: 'error',
        title: tell('error.title'),
        lead: tell('error.rate_limited', { count: 1 }),
        facts: [{ label: tell('label.domain'), value: data('example.com') }],
        sections: [{ title: data('s'), facts: [{ label: tell('label.quantity'), value: number(3) }] }],
        actions: [{ kind: 'refresh', label: tell('action.again'), command: 'options 10000001' }],
        notes: [tell('note.reference', { code: data('rate_limited'), reference: data('abc') })],
      }),
      english,
    )
    expect(spoken).toEqual({
      kind: 'error',
      locale: 'en',
      title: 'No answer this time',
      lead: "LINE WORKS' limit for this minute is used up. Please try again in 1 second.",
      facts: [{ label: 'Domain', value: 'example.com' }],
      sections: [{ title: 's', facts: [{ label: 'Quantity', value: '3' }] }],
      actions: [{ kind: 'refresh', label: 'Try again', command: 'options 10000001' }],
      notes: ['Code rate_limited · Reference abc'],
    })
    expect(speak(card({ title: data('t') }), english)).not.toHaveProperty('lead')
  })

  it.each([
    ['ja', '該当する顧客が存在しないか、当社の顧客ではありません。ドメインIDを確認してください。'],
    ['ko', '고객이 존재하지 않거나 당사의 고객이 아닙니다. 도메인 ID를 확인해 주십시오.'],
    ['en', 'No such customer, or not one of ours. Please check the domain ID.'],
    ['zh-TW', '查無此客戶，或不是我們的客戶。請確認網域 ID。'],
    ['zh-CN', '没有该客户，或者不是我们的客户。请检查域 ID。'],
  ] as const)('tells in %s what went wrong', (locale, lead) => {
    const spoken = speak(
      card({ kind: 'error', title: tell('error.title'), lead: tell('error.not_found') }),
      readerOf(locale),
    )
    expect(spoken.lead).toBe(lead)
  })
})
