import { IANAZone } from 'luxon'
import type { Instant } from '../core/calendar.ts'
import type { WallTimes } from '../core/digest/schedule.ts'
import { knowsZone, todayIn } from './dates.ts'

const minuteMs = 60_000
/** No zone is as far from UTC, so that its offsets before and after a wall time are those around it in UTC. */
const dayMs = 24 * 60 * minuteMs

/** By the zones that Luxon knows; an unknown one is UTC. */
export const wallTimes: WallTimes = {
  dateOf: (at, zone) => todayIn(zone, Date.parse(at)),

  // Luxon itself moves what is left out by the length of the gap, and promises nothing of what is there twice.
  instantOf(on, at, zone) {
    const wanted = Date.parse(`${on}T${at}:00Z`)
    const found = IANAZone.create(knowsZone(zone) ? zone : 'UTC')
    const reads = (ms: number) => ms + found.offset(ms) * minuteMs
    const candidates = [wanted - dayMs, wanted + dayMs].map((ms) => wanted - (reads(ms) - ms))
    const exact = candidates.filter((ms) => reads(ms) === wanted)
    const ms = exact.length > 0 ? Math.min(...exact) : endOfGap(wanted, reads)
    return new Date(ms).toISOString() as Instant
  },
}

/** The first millisecond at which the clocks read `wanted` or later, where they jump over it. */
function endOfGap(wanted: number, reads: (ms: number) => number): number {
  let before = wanted - dayMs
  let after = wanted + dayMs
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (reads(middle) < wanted) before = middle
    else after = middle
  }
  return after
}
