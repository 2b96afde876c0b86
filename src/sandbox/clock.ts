import { DateTime, Duration } from 'luxon'
import type { CalendarDate } from '../core/calendar.ts'

/** Dates are written with four digits of a year. */
const lastYear = 9999

/** The business day can be moved; tokens, signatures and rate windows stay on the wall clock. */
export class SandboxClock {
  readonly #wall: () => number
  #offsetMs = 0
  readonly #watchers: (() => void)[] = []

  constructor(wall: () => number = Date.now) {
    this.#wall = wall
  }

  /** Business time, milliseconds since the epoch. */
  now(): number {
    return this.#wall() + this.#offsetMs
  }

  /** Real time, milliseconds since the epoch. */
  wall(): number {
    return this.#wall()
  }

  /** Moves business time ahead by an ISO 8601 duration such as `P13D`. Refuses what is none, and going back. */
  advance(isoDuration: string): void {
    const duration = Duration.fromISO(isoDuration)
    if (!duration.isValid) throw new RangeError('advance takes an ISO 8601 duration such as P13D')
    if (Object.values(duration.toObject()).some((amount) => amount < 0)) {
      throw new RangeError('the clock only moves ahead')
    }
    const from = DateTime.fromMillis(this.now(), { zone: 'utc' })
    const to = from.plus(duration)
    if (!to.isValid || to.year > lastYear) throw new RangeError(`the clock ends with the year ${lastYear}`)
    this.#move(this.#offsetMs + to.toMillis() - from.toMillis())
  }

  /** Back to real time. */
  reset(): void {
    this.#move(0)
  }

  /** Calls back whenever business time has been moved. */
  onMove(watcher: () => void): void {
    this.#watchers.push(watcher)
  }

  #move(offsetMs: number): void {
    this.#offsetMs = offsetMs
    for (const watcher of this.#watchers) watcher()
  }

  /** The business date now in an IANA zone. Refuses a zone that cannot be computed with. */
  today(zone: string): CalendarDate {
    const local = DateTime.fromMillis(this.now(), { zone })
    if (!local.isValid) throw new RangeError(`unknown time zone ${zone}`)
    return local.toISODate() as CalendarDate
  }
}
