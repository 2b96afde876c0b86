import type { WallClock } from '../core/ports.ts'
import type { RateState } from './rate-state.ts'

/** Who waits for the answer. Collecting yields to people and takes at most half of a window. */
export type Purpose = 'person' | 'collecting'

/** The requests of one operation in the minute that is running. */
export interface RateWindow {
  /** How many requests may still be sent for this purpose. */
  room(purpose: Purpose): number
  /** When the next window begins. */
  endsAt(): number
  /** How many requests one window has for this purpose. */
  size(purpose: Purpose): number
  take(purpose: Purpose): void
  /** A request is over; `rate` is what its reply said, if there was one. */
  giveBack(rate: RateState | undefined): void
}

/** The reset header counts whole seconds, so two readings of one end may lie this far apart. */
const resetSlackMs = 2_000
/** What one reading of the reset header leaves open. */
const resetStepMs = 1_000

/**
 * LINE WORKS counts per operation and minute, other processes and apps of the domain included. Our own count
 * starts with our first request; the reply's headers correct both the count and the end of the window.
 */
export function createRateWindow(ownLimit: number, windowMs: number, wallClock: WallClock): RateWindow {
  let limit = ownLimit
  let ends = 0
  /** Requests that were answered in this window. */
  let answered = 0
  /** The most that a reply of this window has counted. */
  let reported = 0
  let collected = 0
  /** Sent and not answered: a reply may or may not have counted them. */
  let inFlight = 0

  function begin(endsAt: number) {
    ends = endsAt
    answered = 0
    reported = 0
    collected = 0
  }

  function roll() {
    const now = wallClock()
    // An end further off than a whole window means that the clock was set back.
    // Nobody says when a minute begins; that of the clock is a guess which every process shares.
    if (now >= ends || ends - now > windowMs) begin(now - (now % windowMs) + windowMs)
  }

  const size = (purpose: Purpose) => (purpose === 'person' ? limit : Math.max(1, Math.floor(limit / 2)))

  return {
    size,
    room(purpose) {
      roll()
      const free = limit - Math.max(answered, reported) - inFlight
      return Math.max(0, purpose === 'person' ? free : Math.min(free, size(purpose) - collected))
    },
    endsAt() {
      roll()
      return ends
    },
    take(purpose) {
      roll()
      inFlight += 1
      if (purpose === 'collecting') collected += 1
    },
    giveBack(rate) {
      roll()
      inFlight -= 1
      if (rate?.limit) limit = Math.min(ownLimit, rate.limit)
      if (rate?.resetInSeconds !== undefined) {
        const endsAt = wallClock() + Math.min(rate.resetInSeconds * 1000, windowMs)
        // Theirs began after ours: what we had counted belongs to the one before.
        if (endsAt > ends + resetSlackMs) begin(endsAt)
        if (ends <= endsAt - resetStepMs || ends > endsAt) ends = endsAt
      }
      answered += 1
      const counted = rate?.remaining === undefined ? rate?.used : (rate.limit ?? ownLimit) - rate.remaining
      reported = Math.max(reported, counted ?? 0)
    },
  }
}
