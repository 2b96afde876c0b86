import { within } from '../async/within.ts'
import type { Inbox, Outcome, Received } from '../core/inbox.ts'
import type { Log } from '../core/ports.ts'

/** Something received that is ours to answer; nobody else goes on with it meanwhile. */
export interface Kept {
  /** Whether the store has it as ours by now. Where not, another process may answer it as well. */
  isStored(): boolean
  /**
   * To be asked before the first words of an answer. False: another process has taken it over, or will. With a
   * `payload` another process may send the answer once more and goes on from there; without, none does. Never rejects.
   */
  maySend(payload?: string): Promise<boolean>
  /** Nothing has left after all, and what comes next asks again. Never rejects. */
  notSent(): Promise<void>
  /** Keeps from here on what another process would go on with. False: another has it by now. Never rejects. */
  note(payload: string): Promise<boolean>
  /** Leaves it to other processes at once, unless it is in memory alone or being sent. Never rejects. */
  letGo(): Promise<void>
  /** Ends it here; without an outcome, nothing having been sent, it is left to other processes. Never rejects. */
  end(outcome: Outcome | undefined): Promise<void>
}

interface KeptOptions {
  readonly inbox: Inbox
  readonly leaseMs: number
  /** Within this the store has to answer, or the answer goes on without it. */
  readonly storeMs: number
  readonly log: Log
  readonly received: Received
  readonly correlationId: string
  /** Whether it is stored as ours, as far as is known by now; false: another has had it before. */
  readonly isStored: boolean | undefined
  /** The same in the end; must not reject. */
  readonly storing: Promise<boolean | undefined>
  /** Called once the store knows how it ended, or that it is left to others: then without an outcome. */
  readonly onEnd: (outcome: Outcome | undefined) => void
}

/** Renews the lease until the end, and goes on telling the store how it ended until that has taken it in. */
export function openKept(options: KeptOptions): Kept {
  const { inbox, leaseMs, storeMs, log, received, correlationId, storing, onEnd } = options
  const { platform, key } = received
  const id = { platform, key }
  const about = { correlationId, platform, key }
  const warn = (what: string) => (err?: unknown) => log.warn({ ...about, err }, what)

  /** False from when another has it. */
  let isOurs = options.isStored
  let isSending = false
  let isLetGo = false
  let ended: Outcome | undefined
  let isSettling = false
  let isTold = false
  // One after the other, late storing first: on a server they could overtake each other.
  let lastWrite: Promise<unknown> = storing.then((is) => {
    isOurs = is
  })
  const upkeep = setInterval(() => {
    if (ended) void settle(ended)
    else inbox.renew(id, leaseMs).catch(warn('a lease was not renewed'))
  }, leaseMs / 3)
  upkeep.unref()

  /** Writes where it is stored as ours; undefined where that is not known in time. */
  async function write(what: string, writing: () => Promise<unknown>): Promise<boolean | undefined> {
    const warnUnknown = warn(what)
    const isStored = isOurs
    const written = lastWrite.then(async () => {
      if (!isOurs) return isOurs
      try {
        if ((await writing()) === false) isOurs = false
        return isOurs
      } catch (err) {
        warnUnknown(err)
        return undefined
      }
    })
    lastWrite = written
    // Where it is not stored yet the store has had its time; this comes right behind.
    if (!isStored) return isStored
    const timely = await within(
      storeMs,
      written.then((is) => ({ is })),
    )
    if (!timely) warnUnknown()
    return timely?.is
  }

  function finish(outcome: Outcome | undefined): void {
    clearInterval(upkeep)
    onEnd(outcome)
  }

  async function settle(outcome: Outcome): Promise<void> {
    if (isSettling) return
    isSettling = true
    try {
      // The store may take it in late; unsettled, it would be answered once more.
      await lastWrite
      await inbox.settle(id, outcome)
      finish(outcome)
    } catch (err) {
      if (!isTold) log.error({ ...about, outcome, err }, 'an outcome could not be kept yet')
      isTold = true
    } finally {
      isSettling = false
    }
  }

  async function leave(): Promise<void> {
    isLetGo = true
    await write('a lease runs on that was to be let go', () => inbox.letGo(id))
  }

  return {
    isStored: () => isOurs === true,
    async maySend(payload) {
      if (isLetGo) return false
      isSending = true
      const isGiven = await write('the store did not take in that an answer is being sent', () =>
        payload === undefined ? inbox.sending(id) : inbox.note({ ...id, payload }),
      )
      isSending = isGiven !== false
      return isSending
    },
    async notSent() {
      if (!isSending) return
      await write('the store did not take in that nothing was sent', () => inbox.notSent(id))
      isSending = false
    },
    async note(payload) {
      if (isLetGo) return false
      const isGiven = await write('the store did not take in how far an answer has come', () =>
        inbox.note({ ...id, payload }),
      )
      return isGiven !== false
    },
    async letGo() {
      if (isOurs && !isSending && !ended) await leave()
    },
    async end(outcome) {
      if (outcome && !isLetGo) {
        ended = outcome
        return void (await within(storeMs, settle(outcome)))
      }
      await leave()
      if (isOurs === undefined) log.error(about, 'left unanswered: the store does not have it')
      finish(undefined)
    },
  }
}
