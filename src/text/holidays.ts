import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import type { HolidaysTypes } from 'date-holidays'
import type { CalendarDate } from '../core/calendar.ts'

const hourMs = 3_600_000
const noonMs = 12 * hourMs
const dayMs = 24 * hourMs

/**
 * Says whether a day is a public holiday, or the day off in place of one, by any of these codes, such as `JP` or
 * `DE-BY`, which have to be known. The data is loaded only where there are codes: it is of the whole world.
 */
export function createHolidays(codes: readonly string[]): (on: CalendarDate) => boolean {
  if (codes.length === 0) return () => false
  const Calendar = load()
  const calendars = codes.map((code) => {
    const [country = '', state = '', region = ''] = code.split('-')
    return new Calendar({ country, state, region }, { types: ['public'] })
  })
  const years = new Map<number, ReadonlySet<string>>()

  function daysOf(year: number): ReadonlySet<string> {
    const known = years.get(year)
    if (known) return known
    // What begins in the last days of a year may end in the next.
    const days = new Set(
      calendars.flatMap((calendar) =>
        [year - 1, year].flatMap((of) => calendar.getHolidays(of).flatMap(daysOff)),
      ),
    )
    years.set(year, days)
    return days
  }

  return (on) => daysOf(Number(on.slice(0, 4))).has(on)
}

/** When it begins where it is kept, and how many hours before that, as `-0600`, where days begin in the evening. */
const dateForm = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}):\d{2}(?: -(\d{2})\d{2})?$/

/** The days whose middle a holiday covers: from the evening before it counts as from that day, half days not at all. */
function daysOff({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [, day = '', time = '', hoursBefore = '0'] = dateForm.exec(date) ?? []
  const from = Date.parse(`${day}T${time}Z`) - Number(hoursBefore) * hourMs
  const to = from + end.getTime() - start.getTime()
  const days: string[] = []
  for (let at = Date.parse(`${day}T00:00Z`); at + noonMs < to; at += dayMs) {
    if (from < at + noonMs) days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

/** Whether each is a country or a part of one. Their data is loaded only where one is set, because it takes its time. */
export function knowsHolidays(codes: readonly string[]): boolean {
  const calendar = new (load())()
  // Where there are no parts, nothing is given.
  const has = (parts: Record<string, string> | undefined, part: string) => Object.hasOwn(parts ?? {}, part)
  return codes.every((code) => {
    const [country = '', state, region, ...more] = code.split('-')
    if (more.length > 0 || !has(calendar.getCountries(), country)) return false
    if (state !== undefined && !has(calendar.getStates(country), state)) return false
    return region === undefined || has(calendar.getRegions(country, state ?? ''), region)
  })
}

function load(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays')
}
