import { within } from './within.ts'

/** What goes on after a request was acknowledged; nobody else would wait for it at the end. */
export interface WorkInFlight {
  /** Counts a piece of work until it settles, and hands it back. */
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is in flight, `limitMs` later at the latest. True when all of it ended. */
  settled(limitMs: number): Promise<boolean>
}

export function countWork(): WorkInFlight {
  const running = new Set<Promise<unknown>>()

  async function allSettled(): Promise<true> {
    while (running.size > 0) await Promise.allSettled(running)
    return true
  }

  return {
    add(work) {
      running.add(work)
      const forget = () => running.delete(work)
      work.then(forget, forget)
      return work
    },
    async settled(limitMs) {
      return (await within(limitMs, allSettled())) ?? false
    },
  }
}
