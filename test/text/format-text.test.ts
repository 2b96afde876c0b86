import { describe, expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import { card } from '../../src/core/card.ts'
import { code, data, date, instant, number, parts, say } from '../../src/core/phrase.ts'
import { formatText } from '../../src/text/format-text.ts'
import { speak } from '../../src/text/speak.ts'

const on = (text: string) => date(text as CalendarDate)

const answer = card({
  title: say('options.title', { company: data('株式会社サンプル') }),
  lead: say('options.lead', { count: 1 }),
  facts: [
    { label: say('label.localTime'), value: instant('2026-11-21T00:30:00Z' as Instant, 'Asia/Tokyo') },
    { label: say('label.memo'), value: data('first\r\nsecond') },
  ],
  sections: [
    {
      title: code('subOption', 'DRV_PS'),
      facts: [
        { label: say('label.plan'), value: code('plan', 'ANNUAL_LICENSE') },
        { label: say('label.period'), value: say('period.openStart', { to: on('2026-12-31') }) },
        { label: say('label.daysLeft'), value: say('daysLeft.ahead', { count: 40 }) },
        {
          label: say('label.scheduled'),
          value: parts(code('task', 'CANCEL'), on('2027-01-01'), say('daysUntil.ahead', { count: 41 })),
        },
        { label: say('label.licenses'), value: number(1250) },
      ],
    },
  ],
  actions: [
    { kind: 'open', label: say('action.customer'), command: 'customer 10000001' },
    { kind: 'open', label: say('action.scheduled'), command: 'scheduled 10000001' },
    { kind: 'refresh', label: say('action.refresh'), command: 'options 10000001' },
    { kind: 'share', label: say('action.share'), command: 'options 10000001' },
  ],
  notes: [say('note.noZone', { used: data('Asia/Tokyo') })],
})

describe('an answer on a terminal', () => {
  it('says under a line what can be typed about just that', () => {
    const action = { kind: 'open', label: say('action.takeOn'), command: 'claim 1/5/serviceTrial/-' } as const
    const lines = card({
      title: data('List'),
      facts: [
        { label: data('Acme'), value: data('first\nsecond'), action },
        { label: data('Bravo'), value: data('ends') },
      ],
    })
    expect(formatText(speak(lines, { locale: 'en', zone: 'UTC' }))).toBe(
      `List

  Acme: first
    second
    /claim 1/5/serviceTrial/- (Take on)
  Bravo: ends`,
    )
  })

  it.each([
    [
      'ja',
      `株式会社サンプルのオプション
利用中のオプションは1件です。

  現地時刻: 2026年11月21日(土) 09:30 (Asia/Tokyo, UTC+09:00)
  メモ: first
    second

Drive Plus(スタンダード用)（DRV_PS）
  契約タイプ: 年額契約 月払い ライセンス
  契約期間: 2026年12月31日(木)まで
  期限: 残り40日
  予約: 解約 · 2027年1月1日(金) · 41日後
  ライセンス数: 1,250

顧客のタイムゾーンが設定されていないため、Asia/Tokyoの時刻で表示しています。

/customer 10000001 (顧客情報)
/scheduled 10000001 (予約)`,
    ],
    [
      'ko',
      `株式会社サンプル의 옵션
이용 중인 옵션이 1건 있습니다.

  현지 시각: 2026년 11월 21일 (토) 09:30 (Asia/Tokyo, UTC+09:00)
  메모: first
    second

드라이브 플러스, 스탠다드용(DRV_PS)
  계약 유형: 연간 계약, 월 납부(라이선스)
  계약 기간: 2026년 12월 31일 (목)까지
  종료 시점: 40일 남음
  예약: 해지 · 2027년 1월 1일 (금) · 41일 후
  라이선스 수: 1,250

고객의 시간대 정보가 없어 Asia/Tokyo 시각으로 표시합니다.

/customer 10000001 (고객 정보)
/scheduled 10000001 (예약)`,
    ],
    [
      'en',
      `Options of 株式会社サンプル
1 option held.

  Local time: Sat, Nov 21, 2026, 09:30 (Asia/Tokyo, UTC+09:00)
  Memo: first
    second

Drive Plus (for STD) (DRV_PS)
  Contract: Annual contract, monthly license
  Period: Until Thu, Dec 31, 2026
  Time left: 40 days left
  Scheduled: Cancel · Fri, Jan 1, 2027 · in 41 days
  Licenses: 1,250

The customer has no time zone; times are shown in Asia/Tokyo.

/customer 10000001 (Customer)
/scheduled 10000001 (Scheduled)`,
    ],
    [
      'zh-TW',
      `株式会社サンプル 的附加產品
使用中的附加產品共 1 項。

  當地時間: 2026年11月21日週六 09:30 (Asia/Tokyo, UTC+09:00)
  備註: first
    second

標準版 Drive Plus（DRV_PS）
  合約類型: 年約，按月付款（依授權數）
  合約期間: 至 2026年12月31日週四 止
  到期情況: 剩餘 40 天
  預約變更: 解約 · 2027年1月1日週五 · 41 天後
  授權數: 1,250

客戶未設定時區，時間以 Asia/Tokyo 顯示。

/customer 10000001 (客戶資訊)
/scheduled 10000001 (預約變更)`,
    ],
    [
      'zh-CN',
      `株式会社サンプル 的增值选项
正在使用的增值选项共 1 项。

  当地时间: 2026年11月21日周六 09:30 (Asia/Tokyo, UTC+09:00)
  备注: first
    second

标准版 Drive Plus（DRV_PS）
  订阅类型: 年度订阅，按月付费（按许可证）
  订阅期限: 截至 2026年12月31日周四
  到期情况: 剩余 40 天
  预约变更: 退订 · 2027年1月1日周五 · 41 天后
  许可证数: 1,250

客户未设置时区，时间按 Asia/Tokyo 显示。

/customer 10000001 (客户信息)
/scheduled 10000001 (预约变更)`,
    ],
  ] as const)('in %s', (locale, text) => {
    expect(formatText(speak(answer, { locale, zone: 'Asia/Tokyo' }))).toBe(text)
  })

  it('leaves no gap for what is not there', () => {
    const bare = card({ title: say('usage.title'), notes: [data('n')] })
    expect(formatText(speak(bare, { locale: 'en', zone: 'UTC' }))).toBe('Please check what you wrote\n\nn')
  })
})
