import type { DigestMessage, DigestSender, Posting } from '../core/digest/sender.ts'
import type { WallClock } from '../core/ports.ts'
import type { DigestPart, DigestParts } from '../storage/digests/digest-parts.ts'
import type { Turn } from './turns.ts'

/** How the sending of a message ended. */
export type PartEnd =
  | { readonly state: 'sent'; readonly messageId: string | undefined }
  | { readonly state: 'failed'; readonly reason: string; readonly pause?: 'gone' | 'external' }
  | { readonly state: 'uncertain'; readonly reason: string }
  /** Another process has the slot by now. */
  | { readonly state: 'lost' }

export interface SendPartOptions {
  readonly parts: DigestParts
  readonly sender: DigestSender
  readonly turn: Turn
  readonly wallClock: WallClock
  readonly leaseMs: number
  /** So long after an unclear post it is looked for: what is on its way has arrived by then. */
  readonly sureMs: number
  /** Cut short when the process is to stop, or the slot is another's. */
  readonly signal: AbortSignal
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Nothing is posted from then on. */
  readonly deadline: number
  /** Resolves when the room may have another message, or with why it may have none. */
  readonly mayPost: () => Promise<Extract<PartEnd, { state: 'failed' }> | undefined>
  /** Whether that is long ago: its turn may have come late. */
  readonly isOutdated: () => boolean
}

/** The longest between two tries, unless the platform wants a longer one. */
const longestPauseMs = 60_000
/** After so long it is given up to learn whether a message has arrived. */
const lookedForMs = 10 * 60_000
/** The store takes in what became of a post within so many tries, or whoever comes next has to look for it. */
const mostWrites = 5
const writeAgainMs = 1_000

/**
 * Sends one message, and waits and looks and tries again until it is known how that ended. Nothing is posted without
 * the store having taken in that it may be. Rejects when the store fails, and when the signal is aborted.
 */
export async function sendPart(
  part: DigestPart,
  message: DigestMessage,
  options: SendPartOptions,
): Promise<PartEnd> {
  const { parts, sender, turn, wallClock, leaseMs, sureMs, signal, wait, deadline } = options
  const { mayPost, isOutdated } = options
  let lastReason = 'tooLate'
  let retries = 0

  /** Undefined where the slot is another's by now. */
  async function post(): Promise<Posting | 'outdated' | undefined> {
    return turn(async () => {
      signal.throwIfAborted()
      if (isOutdated()) return 'outdated'
      const askedAt = wallClock()
      if (!(await parts.sending(part, leaseMs))) return undefined
      // A process that was asleep meanwhile would post under a lease that has run out.
      if (signal.aborted || wallClock() - askedAt > leaseMs / 4) {
        await parts.notSent(part)
        throw new Error('stopped between the store and the platform')
      }
      return sender.post(message)
    })
  }

  async function insist(write: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return void (await write())
      } catch (error) {
        if (tries === mostWrites) throw error
        // Also where the process is to stop: it is the only one who knows.
        await wait(writeAgainMs, new AbortController().signal)
      }
    }
  }

  async function end(ended: Exclude<PartEnd, { state: 'lost' }>): Promise<PartEnd> {
    if (ended.state === 'sent') await insist(() => parts.sent(part, ended.messageId))
    else await insist(() => parts.settle(part, ended.state))
    return ended
  }

  /** Undefined where it has not arrived. `since`: when that became unclear. */
  async function lookFor(since: number, reason: string): Promise<PartEnd | undefined> {
    if (!sender.find) return end({ state: 'uncertain', reason })
    await wait(Math.max(0, since + sureMs - wallClock()), signal)
    for (;;) {
      const finding = await turn(async () => sender.find?.(message))
      if (finding?.result === 'found') return end({ state: 'sent', messageId: finding.messageId })
      if (finding?.result === 'absent') return undefined
      if (finding?.result !== 'retry') return end({ state: 'uncertain', reason: finding?.reason ?? reason })
      if (wallClock() + finding.afterMs > since + lookedForMs) {
        return end({ state: 'uncertain', reason: finding.reason })
      }
      await wait(finding.afterMs, signal)
    }
  }

  async function postAgainIfAbsent(reason: string): Promise<PartEnd | undefined> {
    const found = await lookFor(wallClock(), reason)
    if (found) return found
    return (await parts.notSent(part)) ? undefined : { state: 'lost' }
  }

  if (part.state === 'sending') {
    const found = await postAgainIfAbsent('interrupted')
    if (found) return found
  }
  while (wallClock() < deadline) {
    const refusal = await mayPost()
    if (refusal) return end(refusal)
    const posting = await post()
    if (!posting) return { state: 'lost' }
    if (posting === 'outdated') continue
    if (posting.result === 'sent') return end({ state: 'sent', messageId: posting.messageId })
    if (posting.result === 'refused') {
      const { reason, isGone } = posting
      return end({ state: 'failed', reason, ...(isGone ? { pause: 'gone' } : {}) })
    }
    lastReason = posting.reason
    if (posting.result === 'unclear') {
      const found = await postAgainIfAbsent(posting.reason)
      if (found) return found
    } else {
      await insist(() => parts.notSent(part))
      await wait(Math.max(posting.afterMs, Math.min(1_000 * 2 ** retries, longestPauseMs)), signal)
      retries += 1
    }
  }
  return end({ state: 'failed', reason: lastReason })
}
