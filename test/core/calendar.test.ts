import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  type Instant,
  parseCalendarDate,
  parseInstant,
  startOfMinute,
} from '../../src/core/calendar.ts'
import { on } from '../helpers/branded.ts'

describe('calendar dates', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-1-1', undefined],
    ['2026-01-01T00:00:00Z', undefined],
    ['', undefined],
  ])('%s reads as %s', (text, date) => {
    expect(parseCalendarDate(text)).toBe(date)
  })

  it.each([
    ['2026-11-21', '2026-11-21', 0],
    ['2026-11-21', '2026-11-22', 1],
    ['2026-11-21', '2026-11-20', -1],
    ['2026-10-31', '2026-11-02', 2],
    ['2027-12-31', '2028-03-01', 61],
    ['2026-03-07', '2026-03-09', 2],
  ])('from %s to %s are %i days', (from, to, days) => {
    expect(daysBetween(on(from), on(to))).toBe(days)
    expect(addDays(on(from), days)).toBe(to)
  })
})

describe('instants', () => {
  it.each([
    ['2021-11-01T00:00:00.000Z', true],
    ['2021-04-07T12:17:59+09:00', true],
    ['2021-04-07T12:17:59', false],
    ['2021-04-07', false],
    ['soon', false],
  ])('%s is one: %s', (text, isOne) => {
    expect(parseInstant(text)).toBe(isOne ? text : undefined)
  })
})

it.each([
  ['2026-11-21T10:15:59.999Z', '2026-11-21T10:15:00.000Z'],
  ['2026-11-21T10:15:00+05:45', '2026-11-21T04:30:00.000Z'],
])('the minute of %s begins at %s', (at, begin) => {
  expect(startOfMinute(at as Instant)).toBe(begin)
})
