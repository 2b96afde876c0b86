import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type CalendarDate, daysBetween, type Instant } from '../../src/core/calendar.ts'
import { locales } from '../../src/core/locale.ts'
import { createBusinessClock, formatDate, formatInstant, knowsZone, todayIn } from '../../src/text/dates.ts'

const day = (text: string) => text as CalendarDate
const at = (text: string) => text as Instant

describe('a calendar date', () => {
  it.each([
    ['ja', '2026年12月31日(木)'],
    ['ko', '2026년 12월 31일 (목)'],
    ['en', 'Thu, Dec 31, 2026'],
    ['zh-TW', '2026年12月31日週四'],
    ['zh-CN', '2026年12月31日周四'],
  ] as const)('reads with its weekday in %s', (locale, words) => {
    expect(formatDate(day('2026-12-31'), locale)).toBe(words)
  })

  it.each(['Pacific/Apia', 'Pacific/Pago_Pago', 'America/Los_Angeles', 'Asia/Tokyo'])(
    'is the same day on a machine in %s',
    (zone) => {
      const dates = pathToFileURL(join(import.meta.dirname, '../../src/text/dates.ts'))
      const program = `
        const { formatDate, todayIn } = await import(${JSON.stringify(dates)})
        const shown = ['2026-03-01', '2028-02-29'].map((on) => formatDate(on, 'en'))
        const today = todayIn('Asia/Tokyo', Date.parse('2026-11-21T15:00:00Z'))
        console.log(JSON.stringify([new Date(0).getTimezoneOffset() !== 0, ...shown, today]))`
      // A process of its own, because a running one has read its zone already.
      const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      })
      expect(JSON.parse(printed)).toEqual([true, 'Sun, Mar 1, 2026', 'Tue, Feb 29, 2028', '2026-11-22'])
    },
  )
})

describe('an instant', () => {
  it.each([
    [
      'the last minute before the clocks go forward',
      '2026-03-08T09:59:00Z',
      'Sun, Mar 8, 2026, 01:59',
      '-08:00',
    ],
    ['the first minute after', '2026-03-08T10:00:00Z', 'Sun, Mar 8, 2026, 03:00', '-07:00'],
    ['the first 1:30 when the clocks go back', '2026-11-01T08:30:00Z', 'Sun, Nov 1, 2026, 01:30', '-07:00'],
    ['the second 1:30', '2026-11-01T09:30:00Z', 'Sun, Nov 1, 2026, 01:30', '-08:00'],
    ['midnight', '2026-11-21T08:00:00Z', 'Sat, Nov 21, 2026, 00:00', '-08:00'],
  ])('in Los Angeles: %s', (_, instant, words, offset) => {
    expect(formatInstant(at(instant), 'America/Los_Angeles', 'en')).toBe(
      `${words} (America/Los_Angeles, UTC${offset})`,
    )
  })

  it.each([
    ['Asia/Kathmandu', '2026-11-21T18:14:59Z', 'Sat, Nov 21, 2026, 23:59 (Asia/Kathmandu, UTC+05:45)'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00Z', 'Sun, Nov 22, 2026, 00:00 (Asia/Kathmandu, UTC+05:45)'],
    ['Pacific/Apia', '2011-12-30T09:59:00Z', 'Thu, Dec 29, 2011, 23:59 (Pacific/Apia, UTC-10:00)'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', 'Sat, Dec 31, 2011, 00:00 (Pacific/Apia, UTC+14:00)'],
    ['Asia/Tokyo', '2021-04-07T12:17:59+09:00', 'Wed, Apr 7, 2021, 12:17 (Asia/Tokyo, UTC+09:00)'],
    ['Asia/Tokyo', '2021-04-07T12:17:59.000+0900', 'Wed, Apr 7, 2021, 12:17 (Asia/Tokyo, UTC+09:00)'],
    ['Africa/Asmara', '2026-11-21T00:00:00Z', 'Sat, Nov 21, 2026, 03:00 (Africa/Asmara, UTC+03:00)'],
    ['UTC', '2026-11-21T00:00:00Z', 'Sat, Nov 21, 2026, 00:00 (UTC)'],
    ['Mars/Olympus', '2026-11-21T00:00:00Z', 'Sat, Nov 21, 2026, 00:00 (UTC)'],
    ['local', '2026-11-21T00:00:00Z', 'Sat, Nov 21, 2026, 00:00 (UTC)'],
  ])('in %s: %s', (zone, instant, words) => {
    expect(formatInstant(at(instant), zone, 'en')).toBe(words)
  })

  it.each([
    ['ja', '2026年11月21日(土) 09:30 (Asia/Tokyo, UTC+09:00)'],
    ['ko', '2026년 11월 21일 (토) 09:30 (Asia/Tokyo, UTC+09:00)'],
    ['en', 'Sat, Nov 21, 2026, 09:30 (Asia/Tokyo, UTC+09:00)'],
    ['zh-TW', '2026年11月21日週六 09:30 (Asia/Tokyo, UTC+09:00)'],
    ['zh-CN', '2026年11月21日周六 09:30 (Asia/Tokyo, UTC+09:00)'],
  ] as const)('in %s', (locale, words) => {
    expect(formatInstant(at('2026-11-21T00:30:00Z'), 'Asia/Tokyo', locale)).toBe(words)
  })

  it('tells the two 1:30s apart in every language', () => {
    for (const locale of locales) {
      const [first, second] = ['2026-11-01T08:30:00Z', '2026-11-01T09:30:00Z'].map((instant) =>
        formatInstant(at(instant), 'America/Los_Angeles', locale),
      )
      expect(first).not.toBe(second)
    }
  })
})

describe('today', () => {
  it.each([
    ['2026-11-21T10:59:59Z', 'Pacific/Apia', '2026-11-21'],
    ['2026-11-21T11:00:00Z', 'Pacific/Apia', '2026-11-22'],
    ['2026-11-21T11:00:00Z', 'Pacific/Pago_Pago', '2026-11-21'],
    ['2026-11-21T14:59:59Z', 'Asia/Tokyo', '2026-11-21'],
    ['2026-11-21T15:00:00Z', 'Asia/Tokyo', '2026-11-22'],
    ['2026-11-21T18:14:59Z', 'Asia/Kathmandu', '2026-11-21'],
    ['2026-11-21T18:15:00Z', 'Asia/Kathmandu', '2026-11-22'],
    ['2026-11-01T06:59:59Z', 'America/Los_Angeles', '2026-10-31'],
    ['2026-11-01T07:00:00Z', 'America/Los_Angeles', '2026-11-01'],
    ['2026-11-02T07:59:59Z', 'America/Los_Angeles', '2026-11-01'],
    ['2026-11-02T08:00:00Z', 'America/Los_Angeles', '2026-11-02'],
    ['2026-11-21T23:59:59Z', 'Mars/Olympus', '2026-11-21'],
  ])('at %s in %s is %s', (now, zone, date) => {
    expect(todayIn(zone, Date.parse(now))).toBe(date)
  })

  it('makes the days left drop at the customer’s midnight, through both changes of the clocks', () => {
    const left = (now: string, zone: string, end: string) =>
      daysBetween(todayIn(zone, Date.parse(now)), day(end))
    expect(left('2026-11-30T14:59:59Z', 'Asia/Tokyo', '2026-12-01')).toBe(1)
    expect(left('2026-11-30T15:00:00Z', 'Asia/Tokyo', '2026-12-01')).toBe(0)
    expect(left('2026-12-01T15:00:00Z', 'Asia/Tokyo', '2026-12-01')).toBe(-1)
    expect(left('2026-11-01T06:59:59Z', 'America/Los_Angeles', '2026-11-02')).toBe(2)
    expect(left('2026-11-01T07:00:00Z', 'America/Los_Angeles', '2026-11-02')).toBe(1)
    expect(left('2026-11-02T07:59:59Z', 'America/Los_Angeles', '2026-11-02')).toBe(1)
    expect(left('2026-03-08T07:59:59Z', 'America/Los_Angeles', '2026-03-09')).toBe(2)
    expect(left('2026-03-09T06:59:59Z', 'America/Los_Angeles', '2026-03-09')).toBe(1)
    expect(left('2026-03-09T07:00:00Z', 'America/Los_Angeles', '2026-03-09')).toBe(0)
  })
})

describe('a zone', () => {
  it.each(['Asia/Tokyo', 'asia/tokyo', 'UTC', 'Etc/GMT-9', 'US/Pacific', 'Africa/Asmara', 'Asia/Calcutta'])(
    'is known: %j',
    (zone) => {
      expect(knowsZone(zone)).toBe(true)
    },
  )

  it.each([
    '',
    ' ',
    'Asia/Tokyo ',
    'Mars/Olympus',
    'UTC+9',
    'GMT+9',
    'local',
    'system',
    'default',
    '{{zone}}',
  ])('is not known: %j', (zone) => {
    expect(knowsZone(zone)).toBe(false)
  })
})

it('the business clock follows the clock it is given', () => {
  let nowMs = Date.parse('2026-11-21T14:59:59.500Z')
  const clock = createBusinessClock(() => nowMs)
  expect([clock.now(), clock.today('Asia/Tokyo')]).toEqual(['2026-11-21T14:59:59.500Z', '2026-11-21'])
  nowMs += 13 * 86_400_000 + 500
  expect([clock.now(), clock.today('Asia/Tokyo')]).toEqual(['2026-12-04T15:00:00.000Z', '2026-12-05'])
  expect([clock.knows('Asia/Tokyo'), clock.knows('Mars/Olympus')]).toEqual([true, false])
})
