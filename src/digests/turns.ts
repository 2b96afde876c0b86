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
  const begun: (() => void)[] = []
  const others: (() => void)[] = []

  const turnOf =
    (waiting: (() => void)[]): Turn =>
    async (work) => {
      if (busy < most) busy += 1
      // Whoever ends hands over the place.
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = begun.shift() ?? others.shift()
        if (next) next()
        else busy -= 1
      }
    }

  return { begin: turnOf(others), goOn: turnOf(begun) }
}
