import type { Log } from '../core/ports.ts'
import type { Store } from '../storage/store.ts'
import type { Answering } from './answering.ts'

/** A platform that has been told to leave, with answers still under way. */
export interface Leaving {
  /** True when all of it ended within `limitMs`. */
  settled(limitMs: number): Promise<boolean>
  /** Leaves to other processes what is not being sent by now. Absent: nothing is kept for them. */
  letGo?(): Promise<void>
}

/** For work that goes on after its acknowledgement. */
const finishMs = 10_000
/** For telling people about work that was cut short. */
const apologiseMs = 1_000
/** For writing down what became of messages that were cut short; the store is waited for as long. */
const writeDownMs = 2_000

/**
 * Ends what runs: finished in time, left to other processes, or its people told. The store stays open; one that does
 * not answer by then is not waited for any more.
 */
export async function finish(
  platforms: readonly Leaving[],
  answering: Pick<Answering, 'cut' | 'close'>,
  log: Log,
  store?: Pick<Store, 'health' | 'giveUp'>,
): Promise<void> {
  const settled = async (limitMs: number) =>
    (await Promise.all(platforms.map((platform) => platform.settled(limitMs)))).every(Boolean)

  const isDone = await settled(finishMs)
  if (store && store.health.downForMs() > 0) {
    log.warn({}, 'stopping while the store does not answer')
    store.giveUp()
  }
  if (!isDone) {
    log.warn({}, 'stopping while answers are still under way')
    await Promise.all(platforms.map((platform) => platform.letGo?.()))
  }
  await answering.cut()
  await settled(apologiseMs)
  await answering.close()
  await settled(writeDownMs)
}
