import { DeskError } from '../core/errors.ts'
import type { Observe } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'
import type { RequestBudget } from './budget.ts'

/** The same budget; how long is waited for it is counted, and what replies say is left. */
export function observeBudget(budget: RequestBudget, observe: Observe, wallClock: WallClock): RequestBudget {
  return {
    async take(operation, request) {
      const begunAt = wallClock()
      const { purpose } = request
      const count = (isGiven: boolean) =>
        observe({ kind: 'waited', purpose, isGiven, ms: wallClock() - begunAt })
      try {
        const slot = await budget.take(operation, request)
        count(true)
        return {
          giveBack(rate) {
            if (rate) observe({ kind: 'limitTold', operation, ...rate })
            slot.giveBack(rate)
          },
        }
      } catch (error) {
        // What is cut off by the end of the process was refused nothing.
        if (error instanceof DeskError) count(false)
        throw error
      }
    },
  }
}
