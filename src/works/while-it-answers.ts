import { within } from '../async/within.ts'
import type { Log, WallClock } from '../core/ports.ts'

/** Asks something that may be out of order. Undefined where it fails, is too slow, or was so a moment ago. */
export type Ask = <T>(asking: () => Promise<T>) => Promise<{ readonly said: T } | undefined>

export interface AskSettings {
  /** Begins the lines in the log. */
  readonly what: string
  /** Within this it has to answer. */
  readonly limitMs: number
  /** It is left alone for so long after a failure. */
  readonly pauseMs: number
  readonly wallClock: WallClock
  readonly log: Log
}

/** Tells the log once when it fails, and once when it is back. */
export function whileItAnswers({ what, limitMs, pauseMs, wallClock, log }: AskSettings): Ask {
  let failedAt: number | undefined

  function failed(err: unknown): undefined {
    if (failedAt === undefined) log.warn({ err }, `${what} cannot be used; going on without it`)
    failedAt = wallClock()
  }

  return async (asking) => {
    // Either way off: the clock may have been set back.
    if (failedAt !== undefined && Math.abs(wallClock() - failedAt) < pauseMs) return undefined
    const answer = await within(
      limitMs,
      asking().then(
        (said) => ({ said }),
        (err: unknown) => ({ err }),
      ),
    )
    if (!answer) return failed(new Error(`no answer within ${limitMs} ms`))
    if ('err' in answer) return failed(answer.err)
    if (failedAt !== undefined) log.info({}, `${what} can be used again`)
    failedAt = undefined
    return answer
  }
}
