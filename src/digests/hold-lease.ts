import type { Log } from '../core/ports.ts'
import type { DigestSlots, TakenSlot } from '../storage/digests/digest-slots.ts'
import { aboutSlot } from './about-slot.ts'

/** A lease on a slot for as long as somebody is at it. */
interface HeldLease {
  /** Aborted when another has the slot by now. */
  readonly lost: AbortSignal
  end(): void
}

/** Renews it at each third. While the store is down it runs on, and nothing can be posted without asking the store. */
export function holdLease(
  slots: Pick<DigestSlots, 'renew'>,
  slot: TakenSlot,
  leaseMs: number,
  log: Log,
): HeldLease {
  const losing = new AbortController()
  const renew = async () => {
    try {
      if (await slots.renew(slot, leaseMs)) return
      losing.abort(new Error('the digest is no longer ours to deliver'))
    } catch (err) {
      log.warn({ ...aboutSlot(slot), err }, 'the lease of a digest was not renewed')
    }
  }
  const timer = setInterval(renew, leaseMs / 3)
  return { lost: losing.signal, end: () => clearInterval(timer) }
}
