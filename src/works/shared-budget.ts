import { DeskError } from '../core/errors.ts'
import type { Log, WallClock } from '../core/ports.ts'
import { createBudget, minuteMs, type RequestBudget } from './budget.ts'
import type { RateState } from './rate-state.ts'
import type { Purpose } from './rate-window.ts'
import { wait as realWait, type Wait } from './wait.ts'
import { whileItAnswers } from './while-it-answers.ts'

/** The request windows that processes share; the store keeps them. */
export interface SharedWindows {
  /** Counts a request if the running window has room for it. */
  take(operation: string, purpose: Purpose): Promise<SharedSlot | undefined>
  /** Says how long the running window goes on, to one who waits for its end, and how many people wait as well. */
  waitFor(operation: string, purpose: Purpose): Promise<{ readonly msLeft: number; readonly waiting: number }>
  /** Takes in what a reply said of the limit. */
  correct(
    operation: string,
    news: {
      readonly window: string
      readonly limit: number | undefined
      readonly counted: number | undefined
      readonly resetMs: number | undefined
    },
  ): Promise<void>
}

interface SharedSlot {
  readonly window: string
  readonly msLeft: number
  readonly limit: number
  readonly total: number
}

export interface SharedBudgetSettings {
  readonly windows: SharedWindows
  /** Requests a minute per operation. */
  readonly limit: number
  readonly wallClock: WallClock
  readonly log: Log
  readonly wait?: Wait
  /** A minute, unless measured against a sandbox whose time passes faster. */
  readonly windowMs?: number
}

/** The clock of the windows is not ours, and a timer may end a little early. */
const clockSlackMs = 2
/** The reset header counts whole seconds: a reply that is within one of what we believe tells nothing new. */
const resetStepMs = 1_000
/** A store that is in order needs milliseconds, and people wait behind it. */
const storeMs = 1_000
/** A store that is out of order would cost each request that time. */
const storePauseMs = 5_000
/** Without the store nobody knows how many processes share the limit: with more than this it may be passed. */
const supposedProcesses = 4

/**
 * A budget for all processes on one store. People who have to wait find room kept for them in the next window;
 * among themselves they go about in the order of asking, since each process wakes its own. While the store is out of
 * order each process has a part of the limit to itself.
 */
export function createSharedBudget({
  windows,
  limit,
  wallClock,
  log,
  wait = realWait,
  windowMs = minuteMs,
}: SharedBudgetSettings): RequestBudget {
  const ownLimit = Math.max(1, Math.floor(limit / supposedProcesses))
  const own = createBudget({ limit: ownLimit, wallClock, wait, windowMs })
  const ask = whileItAnswers({
    ...{ what: 'the shared budget', limitMs: storeMs, pauseMs: storePauseMs },
    ...{ wallClock, log },
  })

  return {
    async take(operation, request) {
      const { purpose, deadlineAt, signal } = request
      for (;;) {
        signal.throwIfAborted()
        const taken = await ask(() => windows.take(operation, purpose))
        if (!taken) return own.take(operation, request)
        const slot = taken.said
        if (slot) return { giveBack: (rate) => tell(operation, slot, rate) }

        const full = await ask(() => windows.waitFor(operation, purpose))
        if (!full) return own.take(operation, request)
        const { msLeft, waiting } = full.said
        const ahead = purpose === 'person' ? Math.max(0, waiting - 1) : 0
        const freeInMs = Math.max(0, msLeft) + Math.floor(ahead / limit) * windowMs
        if (wallClock() + freeInMs > deadlineAt) {
          throw new DeskError('rate_limited', `${operation}: our shared budget of this minute is used up`, {
            retryInSeconds: Math.max(1, Math.ceil(freeInMs / 1000)),
          })
        }
        await wait(Math.max(0, msLeft) + clockSlackMs, signal)
      }
    },
  }

  /** Writes only what is news: replies mostly confirm what the store counts. */
  function tell(operation: string, slot: SharedSlot, rate: RateState | undefined): void {
    if (!rate) return
    const counted =
      rate.remaining === undefined ? rate.used : Math.max(0, (rate.limit ?? limit) - rate.remaining)
    const resetMs = rate.resetInSeconds === undefined ? undefined : rate.resetInSeconds * 1000
    const isMore = counted !== undefined && counted > slot.total
    const isOtherLimit =
      rate.limit !== undefined && rate.limit > 0 && Math.min(rate.limit, limit) !== slot.limit
    const isOtherEnd =
      resetMs !== undefined && Math.abs(Math.min(resetMs, windowMs) - slot.msLeft) > resetStepMs
    if (!isMore && !isOtherLimit && !isOtherEnd) return
    windows
      .correct(operation, { window: slot.window, limit: rate.limit || undefined, counted, resetMs })
      .catch((error: unknown) => {
        log.warn({ err: error, operation }, 'the shared budget could not take in what a reply said')
      })
  }
}
