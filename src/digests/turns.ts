import type { Call } from '../core/call.ts'

/** Does it when it is its turn. */
export type Turn = <T>(work: () => T | Promise<T>) => Promise<T>

/** What is begun goes before what is not, so that the first of many is not kept until all are half done. */
export interface Turns {
  readonly begin: Turn
  readonly goOn: Turn
}

/** Lets so many do something at a time; the others wait. */
export function createTurns(most: number): Turns {
  let busy = 0
  const goingOn: (() => void)[] = []
  const beginning: (() => void)[] = []

  const turnOf =
    (waiting: (() => void)[]): Turn =>
    async (work) => {
      if (busy < most) busy += 1
      // Whoever ends hands over the place.
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = goingOn.shift() ?? beginning.shift()
        if (next) next()
        else busy -= 1
      }
    }

  return { begin: turnOf(beginning), goOn: turnOf(goingOn) }
}

/** The turns of a platform: trouble at one must not keep up the other. */
export type TurnsOf = (platform: Call['platform']) => Turns

export function createTurnsOf(most: number): TurnsOf {
  const known = new Map<Call['platform'], Turns>()
  return (platform) => {
    const turns = known.get(platform) ?? createTurns(most)
    known.set(platform, turns)
    return turns
  }
}
