import type { Slot } from '../core/digest/digest.ts'
import type { TakenSlot } from '../storage/digests/digest-slots.ts'
import { aboutSlot } from './about-slot.ts'
import { skippedAfterMs } from './advance.ts'
import { againAfterMs, type DeliveryOptions, deliverSlot } from './deliver-slot.ts'
import { holdLease } from './hold-lease.ts'

/**
 * Brings a slot to its end, and gives it as it is then; undefined where it is left to others, or for later. Aborting
 * the signal leaves it to others as soon as nothing is being posted. Never rejects.
 */
export async function runSlot(
  slot: TakenSlot,
  options: DeliveryOptions,
  stopping: AbortSignal,
): Promise<Slot | undefined> {
  const { slots, leaseMs, wallClock, log } = options
  const about = aboutSlot(slot)
  const deadline = wallClock() + skippedAfterMs - slot.ageMs
  const lease = holdLease(slots, slot, leaseMs, log)
  try {
    const signal = AbortSignal.any([stopping, lease.lost])
    return await deliverSlot(slot, options, { signal, deadline })
  } catch (err) {
    if (lease.lost.aborted) log.warn(about, 'another process goes on with a digest')
    else if (!stopping.aborted) log.error({ ...about, err }, 'a digest was not brought to its end')
    await slots.letGo(slot, stopping.aborted ? 0 : againAfterMs).catch((error: unknown) => {
      log.warn({ ...about, err: error }, 'the lease of a digest runs on that was to be let go')
    })
    return undefined
  } finally {
    lease.end()
  }
}
