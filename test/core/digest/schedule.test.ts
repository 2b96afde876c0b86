import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, type Instant } from '../../../src/core/calendar.ts'
import { nextSlot, slotsBetween, type Timing } from '../../../src/core/digest/schedule.ts'
import { wallTimes } from '../../../src/text/wall-time.ts'

const tokyo: Timing = { at: '09:00', zone: 'Asia/Tokyo', everyDay: false }
const daily: Timing = { ...tokyo, everyDay: true }
const never = (_on: CalendarDate) => false
const on =
  (...dates: string[]) =>
  (date: CalendarDate) =>
    dates.includes(date)

const shown = ({ date, dueAt }: { date: string; dueAt: string }) => [date, dueAt.replace(':00.000Z', 'Z')]
const next = (rule: Timing, after: string, isHoliday: (on: CalendarDate) => boolean = never) =>
  shown(nextSlot(rule, after as Instant, wallTimes, isHoliday))
const between = (rule: Timing, from: string, to: string, limit = 7, isHoliday = never) =>
  slotsBetween(rule, from as Instant, to as Instant, wallTimes, isHoliday, limit).map(shown)

// 2026-11-20 is a Friday.
describe('the next digest', () => {
  it.each([
    ['later today', '2026-11-19T23:59:59Z', '2026-11-20', '2026-11-20T00:00Z'],
    ['after the one that is due now', '2026-11-18T00:00:00Z', '2026-11-19', '2026-11-19T00:00Z'],
    ['on Monday after Friday’s', '2026-11-20T00:00:00Z', '2026-11-23', '2026-11-23T00:00Z'],
    ['on Monday, asked on Sunday', '2026-11-22T05:00:00Z', '2026-11-23', '2026-11-23T00:00Z'],
    ['by the day where the room is', '2026-11-22T23:00:00Z', '2026-11-23', '2026-11-23T00:00Z'],
    ['over the turn of the year', '2026-12-31T00:00:00Z', '2027-01-01', '2027-01-01T00:00Z'],
  ])('is %s', (_when, after, date, dueAt) => {
    expect(next(tokyo, after)).toEqual([date, dueAt])
  })

  it('comes at weekends only where the rule says so', () => {
    expect(next(daily, '2026-11-20T00:00:00Z')).toEqual(['2026-11-21', '2026-11-21T00:00Z'])
    expect(next(daily, '2026-11-21T00:00:00Z')).toEqual(['2026-11-22', '2026-11-22T00:00Z'])
  })

  it('does not come on holidays, whatever the rule says', () => {
    expect(next(tokyo, '2026-11-20T00:00:00Z', on('2026-11-23'))[0]).toBe('2026-11-24')
    expect(next(daily, '2026-11-22T00:00:00Z', on('2026-11-23', '2026-11-24'))[0]).toBe('2026-11-25')
  })

  it('does not look for ever where all is holidays', () => {
    expect(() => next(daily, '2026-11-20T00:00:00Z', () => true)).toThrow('holiday')
  })

  it.each([
    ['in the hour left out in spring', 'America/New_York', '02:30', '2026-03-07T12:00:00Z'],
    ['in the half hour left out', 'Australia/Lord_Howe', '02:15', '2026-10-03T10:00:00Z'],
    ['at the midnight left out', 'America/Santiago', '00:00', '2026-09-05T12:00:00Z'],
    ['in the hour that is there twice', 'America/New_York', '01:30', '2026-10-31T12:00:00Z'],
    ['in the half hour that is there twice', 'Australia/Lord_Howe', '01:45', '2026-04-04T10:00:00Z'],
    ['in the hour before midnight that is there twice', 'America/Santiago', '23:30', '2026-04-04T12:00:00Z'],
    ['in the hour from midnight that is there twice', 'America/Havana', '00:30', '2026-10-31T12:00:00Z'],
  ])('is there once on a night when the clocks change: %s', (_where, zone, at, after) => {
    const rule = { zone, at, everyDay: true }
    const first = nextSlot(rule, after as Instant, wallTimes, never)
    const second = nextSlot(rule, first.dueAt, wallTimes, never)
    expect(second.date).toBe(addDays(first.date, 1))
    const hours = (Date.parse(second.dueAt) - Date.parse(first.dueAt)) / 3_600_000
    expect([23, 23.5, 23.75, 24, 24.5, 25]).toContain(hours)
  })

  it('of an evening whose end is left out comes at midnight, and is still that day’s', () => {
    const nuuk = { zone: 'America/Nuuk', at: '23:30', everyDay: true }
    expect(next(nuuk, '2026-03-28T12:00:00Z')).toEqual(['2026-03-28', '2026-03-29T01:00Z'])
    expect(next(nuuk, '2026-03-29T01:00:00Z')).toEqual(['2026-03-29', '2026-03-30T00:30Z'])
  })

  it('of a day that a zone left out is none', () => {
    const apia = { zone: 'Pacific/Apia', at: '09:00', everyDay: true }
    expect(next(apia, '2011-12-29T19:00:00Z')).toEqual(['2011-12-31', '2011-12-30T19:00Z'])
  })
})

describe('digests of a time that has passed', () => {
  it('are all that were due, both ends included, the oldest first', () => {
    expect(between(tokyo, '2026-11-19T00:00:00Z', '2026-11-24T00:00:00Z')).toEqual([
      ['2026-11-19', '2026-11-19T00:00Z'],
      ['2026-11-20', '2026-11-20T00:00Z'],
      ['2026-11-23', '2026-11-23T00:00Z'],
      ['2026-11-24', '2026-11-24T00:00Z'],
    ])
  })

  it('are the newest where there are too many', () => {
    const dates = between(tokyo, '2016-11-18T00:00:00Z', '2026-11-23T12:00:00Z', 3).map(([date]) => date)
    expect(dates).toEqual(['2026-11-19', '2026-11-20', '2026-11-23'])
  })

  it('are none before their time, and none on holidays', () => {
    expect(between(tokyo, '2026-11-19T00:00:00Z', '2026-11-18T23:59:59Z')).toEqual([])
    expect(between(tokyo, '2026-11-19T00:00:00Z', '2026-11-19T05:00:00Z', 7, on('2026-11-19'))).toEqual([])
  })

  it('begin where the clocks left out the end of a day', () => {
    const nuuk = { zone: 'America/Nuuk', at: '23:30', everyDay: true }
    expect(between(nuuk, '2026-03-29T01:00:00Z', '2026-03-29T01:00:00Z')).toEqual([
      ['2026-03-28', '2026-03-29T01:00Z'],
    ])
  })

  it('include one of the day that the clocks have gone back from', () => {
    // At 00:01 the clocks read 23:01 of the day before.
    const stJohns = { zone: 'America/St_Johns', at: '00:00', everyDay: true }
    expect(between(stJohns, '2005-10-30T02:30:00Z', '2005-10-30T02:45:00Z')).toEqual([
      ['2005-10-30', '2005-10-30T02:30Z'],
    ])
  })
})

describe('over a year a room has one digest for each day that its zone has', () => {
  const zones = [
    ['America/Havana', 2024],
    ['America/New_York', 2024],
    ['America/Nuuk', 2024],
    ['America/Santiago', 2024],
    ['America/St_Johns', 2010],
    ['America/Sao_Paulo', 2018],
    ['Africa/Cairo', 2023],
    ['Africa/Casablanca', 2024],
    ['Asia/Amman', 2022],
    ['Asia/Beirut', 2024],
    ['Asia/Gaza', 2024],
    ['Asia/Kathmandu', 2024],
    ['Asia/Pyongyang', 2018],
    ['Asia/Tehran', 2022],
    ['Australia/Lord_Howe', 2024],
    ['Europe/London', 2024],
    ['Pacific/Apia', 2011],
    ['Pacific/Chatham', 2024],
    ['Pacific/Fakaofo', 2011],
    ['Pacific/Norfolk', 2015],
    ['America/Caracas', 2007],
  ] as const

  it.each(zones)('%s in %i', (zone, year) => {
    const days = daysOf(zone, year, year + 1)
    for (const at of ['00:00', '02:30', '23:45']) {
      const rule = { zone, at, everyDay: true }
      const first = nextSlot(rule, `${year}-01-02T00:00:00.000Z` as Instant, wallTimes, never)
      const chain = [first]
      let last = first
      while (last.date < `${year}-12-30`) {
        last = nextSlot(rule, last.dueAt, wallTimes, never)
        chain.push(last)
      }
      expect(chain.map(({ date }) => date)).toEqual(
        days.filter((day) => first.date <= day && day <= last.date),
      )
      expect(slotsBetween(rule, first.dueAt, last.dueAt, wallTimes, never, 5_000)).toEqual(chain)
    }
  })

  /** By walking through the hours, without what is tested. */
  function daysOf(zone: string, fromYear: number, toYear: number): readonly string[] {
    const days = new Set<string>()
    for (let ms = Date.UTC(fromYear, 0); ms < Date.UTC(toYear, 0); ms += 3 * 3_600_000)
      days.add(DateTime.fromMillis(ms, { zone }).toISODate() ?? '')
    return [...days]
  }
})
