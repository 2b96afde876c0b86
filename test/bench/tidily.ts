/** Something that was begun and has to be ended. */
export interface Begun {
  stop(): Promise<unknown>
}

export interface Tidying {
  /** Remembers to end it, and gives it back. */
  begun<T extends Begun>(what: T): T
  /** Remembers a folder or database to remove. */
  place<T extends { remove(): Promise<unknown> }>(what: T): T
}

/** Ends what a measurement began, the last first, also where it fails: no process outlives it. */
export async function tidily<T>(measure: (tidying: Tidying) => Promise<T>): Promise<T> {
  const ends: (() => Promise<unknown>)[] = []
  try {
    return await measure({
      begun(what) {
        ends.push(() => what.stop())
        return what
      },
      place(what) {
        ends.push(() => what.remove())
        return what
      },
    })
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
