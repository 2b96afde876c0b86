import { addDays, type CalendarDate } from '../../core/calendar.ts'

/** How long a plan runs before it renews. Undefined for plans that do not renew. */
export function monthsOf(plan: string): number | undefined {
  if (plan.startsWith('MONTHLY')) return 1
  if (plan.startsWith('ANNUAL')) return 12
  return undefined
}

/** The last day of a period that begins on `startsOn`. */
export function endOfPeriod(startsOn: CalendarDate, months: number): CalendarDate {
  return addDays(addMonths(startsOn, months), -1)
}

/** The first day of a period that ends on `endsOn`. */
export function startOfPeriod(endsOn: CalendarDate, months: number): CalendarDate {
  return addMonths(addDays(endsOn, 1), -months)
}

/** The same day of another month, or that month's last day where it has none. */
function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
  return moved.toISOString().slice(0, 10) as CalendarDate
}
