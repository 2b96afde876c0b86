import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { DigestRoom } from '../core/digest/digest.ts'
import type { DigestRule } from '../core/digest/rule.ts'
import type { Snapshot } from '../core/digest/snapshot.ts'
import type { CustomerCopy } from '../core/directory.ts'
import type { DigestSlots } from '../storage/digests/digest-slots.ts'
import type { DigestSnapshots } from '../storage/digests/digest-snapshots.ts'
import type { ComposedDigest, Composing } from './composing.ts'
import type { DigestingOptions } from './digesting-options.ts'

/** A room's day, as far as a digest is made for it. */
interface Wanted {
  readonly room: DigestRoom
  readonly rule: DigestRule
  readonly date: CalendarDate
  readonly dueAt: Instant
  /** Who has what is said beside the lines when they are shown, and not in them. */
  readonly isNoted: boolean
}

export interface ComposeNow {
  /** With what it was made of, for `keepSnapshot`. */
  compose(wanted: Wanted): Promise<{ composed: ComposedDigest; copies: readonly CustomerCopy[] }>
  /** Keeps what a digest was made of, and gives its number. */
  keepSnapshot(copies: readonly CustomerCopy[]): Promise<number>
}

interface ComposeNowOptions
  extends Pick<DigestingOptions, 'directory' | 'claims' | 'marks' | 'clock' | 'wallClock' | 'times'> {
  readonly composing: Composing
  readonly slots: Pick<DigestSlots, 'base'>
  readonly snapshots: DigestSnapshots
}

interface Kept {
  readonly content: Snapshot
  readonly number: Promise<number>
  /** By the wall clock. */
  readonly at: number
}

/** Rooms of one hour are mostly compared with the same few days. */
const mostRead = 4
/** What nothing refers to is cleared away after a day; rooms that are due together need not ask again. */
const surelyKeptMs = 3_600_000

/** Makes digests of what is known by now. What hundreds of rooms need alike is read and kept once. */
export function createComposeNow(options: ComposeNowOptions): ComposeNow {
  const { directory, claims, marks, clock, wallClock, times, composing, slots, snapshots } = options
  const read = new Map<number, Promise<Snapshot | undefined>>()
  const kept = new WeakMap<readonly CustomerCopy[], Kept>()

  /** Undefined where it has been cleared away. */
  function readSnapshot(number: number): Promise<Snapshot | undefined> {
    const known = read.get(number)
    if (known) return known
    const reading = snapshots.find(number) as Promise<Snapshot | undefined>
    read.set(number, reading)
    const [oldest] = read.keys()
    if (read.size > mostRead && oldest !== undefined) read.delete(oldest)
    // Another try asks again; who waits for this one hears why it failed.
    reading.catch(() => read.delete(number))
    return reading
  }

  async function findBase(room: DigestRoom) {
    const base = await slots.base(room)
    const snapshot = base && (await readSnapshot(base.snapshot))
    return base && snapshot ? { snapshot, at: base.dueAt, date: base.date } : null
  }

  return {
    async compose({ room, rule, date, dueAt, isNoted }) {
      const [copies, lastPassAt, base, allClaims, allMarks] = await Promise.all([
        directory.copies(),
        directory.lastPassAt(),
        findBase(room),
        isNoted ? [] : claims.all(),
        marks.all(),
      ])
      const known = { copies, lastPassAt, base, claims: allClaims, marks: allMarks, clock, times }
      const composed = composing.compose({ ...known, room, rule, date, dueAt, now: clock.now() })
      return { composed, copies }
    },

    async keepSnapshot(copies) {
      const former = kept.get(copies)
      const formerNumber = await former?.number.catch(() => undefined) // Whoever asked for it was told why.
      if (former && formerNumber !== undefined) {
        if (Math.abs(wallClock() - former.at) < surelyKeptMs) return formerNumber
        if (await snapshots.keepOn(formerNumber)) {
          kept.set(copies, { ...former, at: wallClock() })
          return formerNumber
        }
      }
      const latest = kept.get(copies)
      // Another room has begun meanwhile.
      if (latest && latest !== former) return latest.number
      const content = former?.content ?? composing.takeSnapshot(copies)
      const number = snapshots.keep(content)
      kept.set(copies, { content, number, at: wallClock() })
      return number
    },
  }
}
