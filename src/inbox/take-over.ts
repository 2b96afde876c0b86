import type { Call } from '../core/call.ts'
import type { Inbox, Received } from '../core/inbox.ts'
import type { Log } from '../core/ports.ts'

interface TakeOverOptions {
  readonly platform: Call['platform']
  readonly inbox: Inbox
  readonly leaseMs: number
  readonly log: Log
  /** Goes on with one; resolves once that is over. Must not reject. */
  readonly resume: (received: Received) => Promise<void>
}

/** Goes on with what other processes have left, and clears away what is long done. */
interface TakeOver {
  /** Looks at once, and then every half of a lease. Never rejects: a store that is down is asked again. */
  start(): Promise<void>
  stop(): void
}

/** In hand at a time; a store full of them must not bury one process while others idle. */
const mostInHand = 20
const hourMs = 3_600_000
/** So long what was received is known again. */
const keptMs = 48 * hourMs
/** So long it is known what it said, where nobody could answer it. */
const contentKeptMs = 24 * hourMs
const pruneEveryMs = hourMs

export function createTakeOver({ platform, inbox, leaseMs, log, resume }: TakeOverOptions): TakeOver {
  let timers: NodeJS.Timeout[] = []
  let inHand = 0
  let isLooking = false
  let mayBeMore = false
  let wasDown = false

  async function look(): Promise<void> {
    const room = mostInHand - inHand
    if (isLooking || room <= 0) return
    isLooking = true
    try {
      const { received, uncertain } = await inbox.takeOver(platform, room, leaseMs)
      for (const key of uncertain) {
        log.warn({ platform, key }, 'not known whether an answer has arrived; not repeated')
      }
      mayBeMore = received.length === room
      for (const each of received) void goOn(each)
    } catch (err) {
      wasDown = true
      log.warn({ platform, err }, 'what others left could not be taken over')
    } finally {
      isLooking = false
    }
  }

  async function goOn(received: Received): Promise<void> {
    inHand += 1
    await resume(received)
    inHand -= 1
    if (mayBeMore && inHand <= mostInHand / 2 && timers.length > 0) await look()
  }

  /** Whether the store did it. */
  async function prune(): Promise<boolean> {
    try {
      await inbox.prune(keptMs, contentKeptMs)
      return true
    } catch (err) {
      log.warn({ platform, err }, 'what is long done could not be cleared away')
      return false
    }
  }

  /** Leases end while the store is down; once it is back those who hold them get the time to say so. */
  async function lookAgain(): Promise<void> {
    if (wasDown) wasDown = !(await prune())
    else await look()
  }

  return {
    async start() {
      timers = [setInterval(lookAgain, leaseMs / 2), setInterval(prune, pruneEveryMs)]
      await look()
      await prune()
    },
    stop() {
      for (const timer of timers) clearInterval(timer)
      timers = []
    },
  }
}
