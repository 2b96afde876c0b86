import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { CalendarDate, Instant } from '../core/calendar.ts'
import type { Call } from '../core/call.ts'
import type { Claims } from '../core/claims.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Digest, Slot } from '../core/digest/digest.ts'
import type { Digests } from '../core/digest/digests.ts'
import type { WallTimes } from '../core/digest/schedule.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import { takeSnapshot } from '../core/digest/snapshot.ts'
import type { Directory } from '../core/directory.ts'
import type { Marks } from '../core/marks.ts'
import type { BusinessClock, Log, WallClock } from '../core/ports.ts'
import { createDigestParts } from '../storage/digest-parts.ts'
import { createDigestSlots } from '../storage/digest-slots.ts'
import { createDigestSnapshots } from '../storage/digest-snapshots.ts'
import { type Advance, createDigestRows } from '../storage/digests.ts'
import { inTime } from '../storage/in-time.ts'
import type { Store } from '../storage/store.ts'
import { advanceDigest, nextFreeAt } from './advance.ts'
import { composeDigest } from './compose/compose-digest.ts'
import { createComposeNow } from './compose-now.ts'
import type { Composing } from './composing.ts'
import { createItemNotes } from './item-notes.ts'
import { createRoomDigests } from './room-digests.ts'
import { runSlot } from './run-slot.ts'
import { createTurns, createTurnsOf } from './turns.ts'
import { createWorking } from './working.ts'

/** The digests of all rooms: when each is due, what it says, and that it arrives once. */
export interface Digesting {
  /** As commands see them. */
  readonly digests: Digests
  /** Every room that has one. */
  list(): Promise<readonly Digest[]>
  /**
   * Delivers what is due now, and resolves with the slots that have come to their end meanwhile. What another process
   * delivers is not waited for. Rejects when the store fails.
   */
  runDue(): Promise<readonly Slot[]>
  /** The next time at which one is due, by the clock that answers speak by; null where there is none. */
  nextDigestAt(): Promise<Instant | null>
  /**
   * For a clock that can be moved, at once after each move: what is dated after it has not been, and days come again;
   * of those that it has jumped over the last one is delivered, however late. On others a day that has had its digest gets no second one, whatever the clock says.
   */
  clockMoved(): Promise<void>
  /** Looks every second from now on for what is due. Never rejects: a store that is down is asked again. */
  start(): Promise<void>
  /** Begins no more; what is under way goes on. */
  leave(): Promise<void>
  /** True when all that is under way has ended within `limitMs`. */
  settled(limitMs: number): Promise<boolean>
  /** Leaves to other processes what is not being posted at this moment. */
  letGo(): Promise<void>
  /** Clears away what has been kept for long enough. */
  prune(): Promise<void>
}

export interface DigestingOptions {
  readonly store: Pick<Store, 'db' | 'kind' | 'health'>
  readonly directory: Pick<Directory, 'copies' | 'lastPassAt'>
  readonly claims: Pick<Claims, 'all'>
  readonly marks: Pick<Marks, 'all'>
  readonly clock: BusinessClock
  /** Milliseconds since the epoch of the same clock. */
  readonly businessNow: WallClock
  /** It can be moved, so that what is late by it need not have waited. */
  readonly isClockMovable?: boolean
  readonly wallClock: WallClock
  readonly times: WallTimes
  readonly isHoliday: (on: CalendarDate) => boolean
  /** Looked into at each use, so that platforms may come later. What has none is left to other processes. */
  readonly senders: ReadonlyMap<Call['platform'], DigestSender>
  readonly speak: DeskPorts['speak']
  readonly say: DeskPorts['say']
  readonly log: Log
  /** Another way than the usual one. */
  readonly composing?: Composing
  readonly leaseMs?: number
  readonly tickMs?: number
  /** So long after an unclear post it is looked for. */
  readonly sureMs?: number
  /** Rejects when the signal is aborted before. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Composed or posted at a time; the others wait for their rooms' pace, or for a platform. */
const atATime = 8
/** In one transaction. */
const duePage = 100
const againAfterMs = 1_000
/** For the last look at what is due; most take milliseconds. */
const lastTickMs = 1_000
const dayMs = 24 * 3_600_000
/** What is told of the last days, and what the next digest is compared with. */
const keptMs = 30 * dayMs

export function createDigesting(options: DigestingOptions): Digesting {
  const { store, clock, senders, log } = options
  const { leaseMs = 60_000, tickMs = 1_000, sureMs = 15_000 } = options
  const wait = options.wait ?? ((ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }))
  const holder = randomUUID()
  const rows = createDigestRows(store.db)
  const slots = createDigestSlots(store.db, holder, { isAlone: store.kind === 'embedded' })
  const parts = createDigestParts(store.db, holder)
  const snapshots = createDigestSnapshots(store.db)
  const turns = createTurnsOf(atATime)
  const composeTurn = createTurns(1).begin
  const composing = options.composing ?? { compose: composeDigest, takeSnapshot }
  const composeNow = createComposeNow({ ...options, composing, slots, snapshots })
  const notes = createItemNotes({ ...options, parts, turns })
  const running = {
    ...{ ...options, rows, slots, parts, composeNow, notes, leaseMs, sureMs, wait },
    ...{ turns, composeTurn },
  }
  const working = createWorking({
    ...{ senders, slots, leaseMs },
    run: (slot, signal) => runSlot(slot, running, signal),
  })
  const leaving = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined
  let isStoreDown = false
  /** How often the clock was moved, and what that means is not done yet. */
  let moves = 0

  function advance(digest: Digest): Advance {
    const now = clock.now()
    try {
      // Nobody was late: the time between has not been.
      return advanceDigest(digest, now, { ...options, isEverTimely: moves > 0 })
    } catch (err) {
      // One that cannot be computed, such as in a zone that is no more, must not keep up the others.
      log.error(
        { platform: digest.platform, zone: digest.rule.zone, err },
        'the next digest cannot be computed',
      )
      return { slots: [], nextAt: new Date(Date.parse(now) + dayMs).toISOString() as Instant }
    }
  }

  async function makeSlots(): Promise<void> {
    while ((await rows.advance(clock.now(), duePage, advance)) === duePage);
  }

  async function tick(): Promise<void> {
    try {
      await makeSlots()
      await working.takeUp()
      if (isStoreDown) log.info({}, 'digests go on')
      isStoreDown = false
    } catch (err) {
      if (!isStoreDown) log.warn({ err }, 'digests wait for the store')
      isStoreDown = true
    }
  }

  function beginTick(): Promise<void> {
    ticking ??= tick().finally(() => {
      ticking = undefined
    })
    return ticking
  }

  /** Holidays, zones and the clock may be others than when it was computed. */
  async function reschedule(): Promise<void> {
    const now = clock.now()
    for (const digest of await rows.list()) {
      if (Date.parse(digest.nextAt) <= Date.parse(now)) continue
      const nextAt = nextFreeAt(digest.rule, now, await slots.dates(digest), options)
      await rows.reschedule(digest, nextAt)
    }
  }

  return {
    digests: createRoomDigests({
      ...{ ...options, composeNow, notes, makeSlots },
      // People wait for these.
      ...{ rows: inTime(rows, store), slots: inTime(slots, store) },
    }),
    list: () => rows.list(),
    nextDigestAt: () => rows.soonestAt(),

    async runDue() {
      const ended: Slot[] = []
      const forget = working.onEnd((slot) => ended.push(slot))
      try {
        await makeSlots()
        while (!leaving.signal.aborted) {
          await working.takeUp()
          if (!working.isIdle()) await working.nextEnd()
          else if (!(await slots.isAnyWaiting([...senders.keys()]))) break
          // Rejects where it is told to leave, and the loop ends.
          else await wait(againAfterMs, leaving.signal).catch(() => undefined)
        }
        return ended
      } finally {
        forget()
      }
    },

    async clockMoved() {
      moves += 1
      try {
        await slots.forgetAfter(clock.now())
        await reschedule()
        await makeSlots()
      } finally {
        moves -= 1
      }
    },

    async start() {
      await reschedule().catch((err: unknown) => log.warn({ err }, 'digests come as computed before'))
      timer = setInterval(beginTick, tickMs)
      await beginTick()
    },

    async leave() {
      clearInterval(timer)
      leaving.abort()
      working.leave()
      // Of a store that hangs nothing more is to be had.
      await Promise.race([ticking, delay(lastTickMs, undefined, { ref: false })])
    },

    async settled(limitMs) {
      const limit = new AbortController()
      const isOver = delay(limitMs, false, { signal: limit.signal }).catch(() => false)
      const isDone = Promise.all([working.settled(), notes.settled()]).then(() => true)
      const result = await Promise.race([isDone, isOver])
      limit.abort()
      return result
    },

    async letGo() {
      leaving.abort()
      working.letGo()
    },

    async prune() {
      await slots.prune(keptMs)
      await snapshots.prune(dayMs)
    },
  }
}
