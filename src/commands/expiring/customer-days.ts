import type { CalendarDate } from '../../core/calendar.ts'
import type { Customer, DomainId } from '../../core/customer.ts'
import type { BusinessClock } from '../../core/ports.ts'

/** The calendars of many customers, for one answer. */
export interface CustomerDays {
  /** The date now where a customer is; in the fallback zone where its own cannot be used. */
  todayOf(customer: Customer): CalendarDate
  /** Customers that have been asked for and have no usable zone. */
  readonly withoutZone: ReadonlySet<DomainId>
}

/** Asks the clock once for each zone: ten thousand customers share a few, and midnight must not part them. */
export function customerDays(clock: BusinessClock, fallbackZone: string): CustomerDays {
  const todays = new Map<string, CalendarDate | undefined>()
  const withoutZone = new Set<DomainId>()
  const fallback = clock.today(fallbackZone)

  const todayIn = (zone: string) => {
    if (!todays.has(zone)) todays.set(zone, clock.knows(zone) ? clock.today(zone) : undefined)
    return todays.get(zone)
  }
  return {
    withoutZone,
    todayOf({ timeZone, domainId }) {
      const today = todayIn(timeZone?.trim() ?? '')
      if (!today) withoutZone.add(domainId)
      return today ?? fallback
    },
  }
}
