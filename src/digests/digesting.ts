import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { within } from '../async/within.ts'
import type { Instant } from '../core/calendar.ts'
import type { Digest, Slot } from '../core/digest/digest.ts'
import type { Digests } from '../core/digest/digests.ts'
import { takeSnapshot } from '../core/digest/snapshot.ts'
import { createDigestParts } from '../storage/digests/digest-parts.ts'
import { type Advance, createDigestRows } from '../storage/digests/digest-rows.ts'
import { createDigestSlots } from '../storage/digests/digest-slots.ts'
import { createDigestSnapshots } from '../storage/digests/digest-snapshots.ts'
import { inTime } from '../storage/in-time.ts'
import { advanceDigest, nextFreeAt } from './advance.ts'
import { composeDigest } from './compose/compose-digest.ts'
import { createComposeNow } from './compose-now.ts'
import type { DigestingOptions } from './digesting-options.ts'
import { createItemNotes } from './item-notes.ts'
import { createRoomDigests } from './room-digests.ts'
import { runSlot } from './run-slot.ts'
import { createTurns, createTurnsOf } from './turns.ts'
import { createWorking } from './working.ts'

export type { DigestingOptions }

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
   * of those that it has jumped over the last one is delivered, however late. On others a day that has had its digest
   * gets no second one, whatever the clock says.
   */
  clockMoved(): Promise<void>
  /** Looks at every full second from now on for what is due. Never rejects: a store that is down is asked again. */
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

/** Composed or posted at a time; the others wait for their rooms' pace, or for a platform. */
const atATime = 8
/** In one transaction. */
const duePage = 100
const againAfterMs = 1_000
/** A timer may come a millisecond early, which would cost a whole tick. */
const afterTickMs = 5
/** For the last look at what is due; most take milliseconds. */
const lastTickMs = 1_000
const dayMs = 24 * 3_600_000
/** What is told of the last days, and what the next digest is compared with. */
const keptMs = 30 * dayMs

/** Idle until `start`. What is asked of it rejects when the store fails; what runs by itself logs that and goes on. */
export function createDigesting(options: DigestingOptions): Digesting {
  const { store, clock, businessNow, senders, log } = options
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
  const delivering = {
    ...options,
    rows,
    slots,
    parts,
    composeNow,
    notes,
    turns,
    composeTurn,
    leaseMs,
    sureMs,
    wait,
  }
  const working = createWorking({
    senders,
    slots,
    leaseMs,
    run: (slot, signal) => runSlot(slot, delivering, signal),
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

  /** Digests are due at full minutes: no tick should come long after one. */
  function keepTicking(): void {
    timer = setTimeout(
      () => {
        keepTicking()
        void beginTick()
      },
      tickMs - (businessNow() % tickMs) + afterTickMs,
    )
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
      ...options,
      composeNow,
      notes,
      makeSlots,
      // People wait for these.
      rows: inTime(rows, store),
      slots: inTime(slots, store),
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
      keepTicking()
      await beginTick()
    },

    async leave() {
      clearTimeout(timer)
      leaving.abort()
      working.leave()
      // Of a store that hangs nothing more is to be had.
      await Promise.race([ticking, delay(lastTickMs, undefined, { ref: false })])
    },

    async settled(limitMs) {
      const isDone = Promise.all([working.settled(), notes.settled()]).then(() => true)
      return (await within(limitMs, isDone)) ?? false
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
