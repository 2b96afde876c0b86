import { addDays } from '../../core/calendar.ts'
import { type Collecting, instantNow } from './collecting.ts'

const hourMs = 3_600_000
/** A copy older than this is read anew: contracts change by the day, and a pass of 10,000 takes one and a half hours. */
const passEveryMs = 6 * hourMs
/** After a pass that was stopped or saw only a part of the list, and between two reads of those read often. */
const againAfterMs = hourMs
/** What ends in so many days is about to be acted upon. */
const nearDays = 3

/** Begins a pass when one is due, and puts down whoever is read more often. Safe from several processes at once. */
export async function scheduleReadings({ passes, customers, readings, clock, wallClock }: Collecting) {
  const now = wallClock()
  const isOlder = (at: string | null, ms: number) => at === null || now - Date.parse(at) >= ms

  const [lastPassAt, lastEndAt] = await Promise.all([customers.lastPassAt(), passes.lastEndAt()])
  if (isOlder(lastPassAt, passEveryMs) && isOlder(lastEndAt, againAfterMs)) {
    await passes.begin(instantNow(wallClock))
    return
  }
  const today = clock.today('UTC')
  await readings.addOftenRead({
    // The date where the customer is may be the one before or after.
    from: addDays(today, -1),
    to: addDays(today, nearDays + 1),
    before: instantNow(() => now - againAfterMs),
  })
}
