import type { Call } from '../core/call.ts'
import type { Slot, SlotKey } from '../core/digest/digest.ts'
import type { DigestSlots, TakenSlot } from '../storage/digests/digest-slots.ts'
import type { DigestingOptions } from './digesting-options.ts'

interface WorkingOptions extends Pick<DigestingOptions, 'senders'> {
  readonly slots: Pick<DigestSlots, 'take'>
  readonly leaseMs: number
  /** Brings one to its end, or leaves it. Must not reject. */
  readonly run: (slot: TakenSlot, stopping: AbortSignal) => Promise<Slot | undefined>
}

/** The slots that this process is at. */
interface Working {
  /** Begins what is open and held by nobody. Rejects when the store fails. */
  takeUp(): Promise<void>
  /** Tells of each that has come to its end. Gives what ends that. */
  onEnd(listener: (slot: Slot) => void): () => void
  isIdle(): boolean
  /** Resolves when one more has ended. */
  nextEnd(): Promise<unknown>
  settled(): Promise<void>
  /** Takes up no more. */
  leave(): void
  /** Leaves to others what is not being posted. */
  letGo(): void
}

/** Of a platform. Most of its time a slot waits: for its room's next second, or for the platform. */
const mostInHand = 300

export function createWorking({ senders, slots, leaseMs, run }: WorkingOptions): Working {
  const inHand = new Map<string, Promise<unknown>>()
  const counts = new Map<Call['platform'], number>()
  const listeners = new Set<(slot: Slot) => void>()
  const stopping = new AbortController()
  let isLeaving = false

  function count(platform: Call['platform'], more: number): void {
    counts.set(platform, (counts.get(platform) ?? 0) + more)
  }

  function begin(slot: TakenSlot): void {
    const key = keyOf(slot)
    // Its lease ran out while the store was down; who is at it goes on under the new one.
    if (inHand.has(key)) return
    count(slot.platform, 1)
    const running = run(slot, stopping.signal).then((ended) => {
      inHand.delete(key)
      count(slot.platform, -1)
      if (ended) for (const listener of listeners) listener(ended)
    })
    inHand.set(key, running)
  }

  return {
    async takeUp() {
      // Each by itself: one that is out of order must not take up the places of the other.
      for (const platform of senders.keys()) {
        const room = mostInHand - (counts.get(platform) ?? 0)
        if (isLeaving || room <= 0) continue
        for (const slot of await slots.take([platform], room, leaseMs)) begin(slot)
      }
    },
    onEnd(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isIdle: () => inHand.size === 0,
    nextEnd: () => Promise.race(inHand.values()),
    async settled() {
      while (inHand.size > 0) await Promise.all(inHand.values())
    },
    leave() {
      isLeaving = true
    },
    letGo() {
      isLeaving = true
      stopping.abort(new Error('digests are being stopped'))
    },
  }
}

function keyOf({ platform, workspace, room, date }: SlotKey): string {
  return JSON.stringify([platform, workspace, room, date])
}
