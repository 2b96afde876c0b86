import type { Call } from './call.ts'

/** Something that a platform has sent and will not send again. */
export interface Received {
  readonly platform: Call['platform']
  /** The same for the same event, however often and to whichever process it is sent. */
  readonly key: string
  /** The event as it came; read again by whoever finishes it. */
  readonly payload: string
}

/**
 * How it ended. `failed`: nothing was sent, or what was sent was refused; `uncertain`: an answer was sent and it
 * cannot be learned whether it arrived.
 */
export type Outcome = 'answered' | 'failed' | 'uncertain'

/** What was received and has to be answered, whatever becomes of the process that took it. */
export interface Inbox {
  /** Keeps it, leased to the caller. False when it was taken before. */
  take(received: Received, leaseMs: number): Promise<boolean>
  /** Goes on with it for so long; nothing where another has it by now. */
  renew(received: Pick<Received, 'platform' | 'key'>, leaseMs: number): Promise<void>
  /** Keeps this payload from here on. False when another has it by now, and answers. */
  note(received: Received): Promise<boolean>
  /** From here on its answer may have reached somebody. False when another has it by now, and answers. */
  sending(received: Pick<Received, 'platform' | 'key'>): Promise<boolean>
  /** Nothing of its answer has left after all. */
  notSent(received: Pick<Received, 'platform' | 'key'>): Promise<void>
  /** Leaves it to others at once, unless its answer is being sent. */
  letGo(received: Pick<Received, 'platform' | 'key'>): Promise<void>
  /**
   * Its content is then forgotten. Who has sent an answer settles it even where another has it by now, so that this
   * one does not answer as well.
   */
  settle(received: Pick<Received, 'platform' | 'key'>, outcome: Outcome): Promise<void>
  /**
   * Leases to the caller what has been let go, also by the caller itself, the oldest first. What was being sent
   * meanwhile is settled as uncertain, and is not among them but in `uncertain`.
   */
  takeOver(
    platform: Call['platform'],
    limit: number,
    leaseMs: number,
  ): Promise<{ readonly received: readonly Received[]; readonly uncertain: readonly string[] }>
  /**
   * Deletes what was taken so long ago, whatever became of it. What is still open after `contentMsAgo` is not answered
   * any more: its content is forgotten by then.
   */
  prune(msAgo: number, contentMsAgo: number): Promise<void>
}
