import { DeskError } from '../core/errors.ts'
import type { WallClock } from '../core/ports.ts'
import type { RateState } from './rate-state.ts'
import { createRateWindow, type Purpose, type RateWindow } from './rate-window.ts'
import { wait as realWait, type Wait } from './wait.ts'

/** Leave to send one request. */
export interface Slot {
  /** To be called once the request is over, with what its reply said of the limit. */
  giveBack(rate?: RateState | undefined): void
}

export interface SlotRequest {
  readonly purpose: Purpose
  /** Milliseconds since the epoch. */
  readonly deadlineAt: number
  /** Ends the waiting. */
  readonly signal: AbortSignal
}

/** Keeps us within LINE WORKS' limit, which counts per operation and minute, not per user or customer. */
export interface RequestBudget {
  /**
   * Waits where a slot frees before the deadline; otherwise rejects at once with `rate_limited` and the seconds
   * until one does. People go before collecting, and whoever came first before the next.
   */
  take(operation: string, request: SlotRequest): Promise<Slot>
}

export interface BudgetSettings {
  /** Requests a minute per operation. */
  readonly limit: number
  readonly wallClock: WallClock
  readonly wait?: Wait
  /** A minute, unless measured against a sandbox whose time passes faster. */
  readonly windowMs?: number
}

/** LINE WORKS counts by the minute. */
export const minuteMs = 60_000

/** A budget for this process alone. */
export function createBudget({
  limit,
  wallClock,
  wait = realWait,
  windowMs = minuteMs,
}: BudgetSettings): RequestBudget {
  const lines = new Map<string, Line>()

  function lineOf(operation: string): Line {
    const line = lines.get(operation) ?? {
      window: createRateWindow(limit, windowMs, wallClock),
      waiting: { person: new Set(), collecting: new Set() },
    }
    lines.set(operation, line)
    return line
  }

  return {
    async take(operation, { purpose, deadlineAt, signal }) {
      const line = lineOf(operation)
      const ticket = Symbol(purpose)
      line.waiting[purpose].add(ticket)
      try {
        for (;;) {
          const windows = windowsAhead(line, purpose, ticket)
          if (windows < 0) break

          const now = wallClock()
          const freeAt = line.window.endsAt() + windows * windowMs
          if (freeAt > deadlineAt) {
            throw new DeskError('rate_limited', `${operation}: our budget of this minute is used up`, {
              retryInSeconds: Math.max(1, Math.ceil((freeAt - now) / 1000)),
            })
          }
          await wait(freeAt - now, signal)
        }
        line.window.take(purpose)
      } finally {
        line.waiting[purpose].delete(ticket)
      }
      return { giveBack: (rate) => line.window.giveBack(rate) }
    },
  }
}

interface Line {
  readonly window: RateWindow
  readonly waiting: Readonly<Record<Purpose, Set<symbol>>>
}

/** How many whole windows have to pass after the running one until this ticket's turn; below zero, it is now. */
function windowsAhead({ window, waiting }: Line, purpose: Purpose, ticket: symbol): number {
  const windowsFor = (ahead: number, share: Purpose) =>
    Math.floor((ahead - window.room(share)) / window.size(share))

  const before = [...waiting[purpose]].indexOf(ticket)
  if (purpose === 'person') return windowsFor(before, 'person')
  return Math.max(windowsFor(before + waiting.person.size, 'person'), windowsFor(before, 'collecting'))
}
