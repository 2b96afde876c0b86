import { IANAZone } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import { wallTimes } from '../../src/text/wall-time.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const weekMs = 7 * 24 * hourMs

const instantOf = (on: string, at: string, zone: string) =>
  wallTimes.instantOf(on as CalendarDate, at, zone).replace(':00.000Z', 'Z')

describe('a wall time', () => {
  it.each([
    ['an ordinary day', '2026-11-20', '09:00', 'Asia/Tokyo', '2026-11-20T00:00Z'],
    ['a day with 45 minutes', '2026-11-20', '09:00', 'Asia/Kathmandu', '2026-11-20T03:15Z'],
    ['a zone two days from another', '2026-11-20', '09:00', 'Pacific/Kiritimati', '2026-11-19T19:00Z'],
    ['the other side of the date line', '2026-11-20', '09:00', 'Pacific/Pago_Pago', '2026-11-20T20:00Z'],
    ['a leap day', '2028-02-29', '23:59', 'Europe/London', '2028-02-29T23:59Z'],
    ['an old name of a zone', '2026-11-20', '09:00', 'Japan', '2026-11-20T00:00Z'],
    ['a zone of another letter case', '2026-11-20', '09:00', 'asia/tokyo', '2026-11-20T00:00Z'],
    ['a zone that is none, as UTC', '2026-11-20', '09:00', 'Mars/Olympus', '2026-11-20T09:00Z'],
    ['a machine’s own zone, as UTC', '2026-11-20', '09:00', 'local', '2026-11-20T09:00Z'],
  ])('on %s', (_what, on, at, zone, instant) => {
    expect(instantOf(on, at, zone)).toBe(instant)
  })

  it.each([
    ['before the gap', '2026-03-08', '01:59', 'America/Los_Angeles', '2026-03-08T09:59Z'],
    ['at its beginning', '2026-03-08', '02:00', 'America/Los_Angeles', '2026-03-08T10:00Z'],
    ['in it', '2026-03-08', '02:30', 'America/Los_Angeles', '2026-03-08T10:00Z'],
    ['at its last minute', '2026-03-08', '02:59', 'America/Los_Angeles', '2026-03-08T10:00Z'],
    ['after it', '2026-03-08', '03:00', 'America/Los_Angeles', '2026-03-08T10:00Z'],
    ['of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['at midnight', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00Z'],
    ['after midnight', '2026-04-24', '00:30', 'Africa/Cairo', '2026-04-23T22:00Z'],
    ['that ends with the day', '2026-03-28', '23:30', 'America/Nuuk', '2026-03-29T01:00Z'],
    ['of 24 hours', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00Z'],
    ['of 24 hours, long ago', '1993-08-21', '12:00', 'Pacific/Kwajalein', '1993-08-21T12:00Z'],
  ])('that the clocks leave out is the first minute after: %s', (_where, on, at, zone, instant) => {
    expect(instantOf(on, at, zone)).toBe(instant)
  })

  it.each([
    ['an hour', '2026-11-01', '01:30', 'America/Los_Angeles', '2026-11-01T08:30Z'],
    ['the beginning of it', '2026-11-01', '01:00', 'America/Los_Angeles', '2026-11-01T08:00Z'],
    ['the minute after it', '2026-11-01', '02:00', 'America/Los_Angeles', '2026-11-01T10:00Z'],
    ['half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['the hour before midnight', '2026-04-04', '23:30', 'America/Santiago', '2026-04-05T02:30Z'],
    ['the hour from midnight on', '2026-11-01', '00:30', 'America/Havana', '2026-11-01T04:30Z'],
    ['a minute after midnight', '2005-10-30', '00:00', 'America/St_Johns', '2005-10-30T02:30Z'],
    ['most of a day', '1969-09-30', '12:00', 'Pacific/Kwajalein', '1969-09-30T01:00Z'],
  ])('that the clocks show twice is the first: %s', (_what, on, at, zone, instant) => {
    expect(instantOf(on, at, zone)).toBe(instant)
  })

  it('is the first time at which the clocks read so, or later, in every zone, when they change', () => {
    const wrong: string[] = []
    for (const name of Intl.supportedValuesOf('timeZone')) {
      const zone = IANAZone.create(name)
      const reads = (ms: number) => new Date(ms + zone.offset(ms) * minuteMs).toISOString().slice(0, 16)
      for (const ms of changesOf(zone, Date.UTC(2026, 0), Date.UTC(2027, 0))) {
        for (let local = ms - 16 * hourMs; local < ms + 16 * hourMs; local += 30 * minuteMs) {
          const wanted = new Date(local).toISOString().slice(0, 16)
          const found = Date.parse(instantOf(wanted.slice(0, 10), wanted.slice(11), name))
          if (reads(found) < wanted || reads(found - minuteMs) >= wanted) wrong.push(`${name} ${wanted}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  /** When the clocks of a zone change, to the half hour. */
  function changesOf(zone: IANAZone, fromMs: number, toMs: number): number[] {
    if (zone.offset(fromMs) === zone.offset(toMs) && toMs - fromMs <= weekMs) return []
    if (toMs - fromMs <= 30 * minuteMs) return [fromMs]
    const middleMs = (fromMs + toMs) / 2
    return [...changesOf(zone, fromMs, middleMs), ...changesOf(zone, middleMs, toMs)]
  }
})

it.each([
  ['2026-11-20T15:00:00Z', 'Asia/Tokyo', '2026-11-21'],
  ['2026-11-20T14:59:59Z', 'Asia/Tokyo', '2026-11-20'],
  ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
  ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
])('at %s it is in %s the %s', (at, zone, date) => {
  expect(wallTimes.dateOf(at as Instant, zone)).toBe(date)
})
