import type { Call } from '../core/call.ts'

/** Does it when it is its turn. */
export type Turn = <T>(work: () => T | Promise<T>) => Promise<T>

/**
 * Who goes first. Where many are due at the same time, each room is to have its first message before others have their
 * lists; and rooms that are asked about again and again must not keep up those that are in order.
 */
const ranks = ['lead', 'begin', 'follow', 'again'] as const
type Rank = (typeof ranks)[number]

/** `lead`: a first message. `begin`: what comes before it. `follow`: the rest. `again`: what has failed before. */
type Turns = Readonly<Record<Rank, Turn>>

/** Lets so many do something at a time; the others wait. */
export function createTurns(most: number): Turns {
  let busy = 0
  const waiting: Record<Rank, (() => void)[]> = { lead: [], begin: [], follow: [], again: [] }
  const takeNext = () =>
    ranks
      .map((rank) => waiting[rank])
      .find(({ length }) => length > 0)
      ?.shift()

  const turnOf =
    (rank: Rank): Turn =>
    async (work) => {
      if (busy < most) busy += 1
      // Whoever ends hands over the place.
      else await new Promise<void>((resolve) => waiting[rank].push(resolve))
      try {
        return await work()
      } finally {
        const next = takeNext()
        if (next) next()
        else busy -= 1
      }
    }

  return { lead: turnOf('lead'), begin: turnOf('begin'), follow: turnOf('follow'), again: turnOf('again') }
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
