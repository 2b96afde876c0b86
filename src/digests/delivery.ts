import { randomUUID } from 'node:crypto'
import type { Admission, PauseReason, Slot } from '../core/digest/digest.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import type { DigestPart, DigestParts } from '../storage/digest-parts.ts'
import type { DigestSlots, SlotEnd, TakenSlot } from '../storage/digest-slots.ts'
import type { DigestRows } from '../storage/digests.ts'
import { aboutSlot } from './about-slot.ts'
import { skippedAfterMs } from './advance.ts'
import type { ComposeNow } from './compose-now.ts'
import type { ComposedDigest } from './composing.ts'
import type { DigestingOptions } from './digesting.ts'
import { type PartEnd, type SendPartOptions, sendPart } from './send-part.ts'
import { tellSetter } from './tell-setter.ts'
import type { Turn, Turns } from './turns.ts'

export interface DeliveryOptions
  extends Pick<DigestingOptions, 'directory' | 'businessNow' | 'wallClock' | 'senders' | 'speak' | 'log'>,
    Pick<SendPartOptions, 'leaseMs' | 'sureMs' | 'wait'> {
  readonly rows: Pick<DigestRows, 'pause'>
  readonly slots: DigestSlots
  readonly parts: DigestParts
  readonly composeNow: ComposeNow
  readonly turns: Turns
}

export interface DeliveryLimits {
  /** Cuts short what waits. */
  readonly signal: AbortSignal
  /** Nothing is posted from then on. */
  readonly deadline: number
}

type Failure = Extract<PartEnd, { state: 'failed' }>

const minuteMs = 60_000
/** The copy is read every six hours, and ahead of each digest. */
const passAgeMs = 6 * 60 * minuteMs
/** So long a digest waits for a pass that should have ended by then. */
const passWaitMs = 10 * minuteMs
/** Between two tries at what may be better soon. */
export const againAfterMs = 5_000
/** So long one process tries; whoever goes on after its death tries anew, until the digest is six hours old. */
export const triedForMs = 30 * minuteMs
/** Slack takes one message a second in a channel. */
const paceMs = 1_000
/** Not before each message of a digest, but as often as a room may have changed. */
const admittedForMs = 10_000

/** One slot on its way to its end, for as long as it is ours. */
export interface Delivery {
  /**
   * Gives the slot as it has ended; undefined where it is left for later, or is another's by now. Rejects when the
   * store fails, when our own part fails, and when the signal is aborted.
   */
  run(): Promise<Slot | undefined>
}

export function createDelivery(
  slot: TakenSlot,
  options: DeliveryOptions,
  { signal, deadline }: DeliveryLimits,
): Delivery {
  const { directory, businessNow, wallClock, senders, speak, log } = options
  const { rows, slots, parts, composeNow, wait, turns } = options
  const correlationId = randomUUID()
  const about = { ...aboutSlot(slot), correlationId }
  const startedAt = wallClock()
  let admittedAt = Number.NEGATIVE_INFINITY
  let postedAt = Number.NEGATIVE_INFINITY

  async function end(ended: SlotEnd, snapshot?: number): Promise<Slot | undefined> {
    if (!(await slots.settle(slot, ended, snapshot))) return undefined
    const { state, reason = null, link = null } = ended
    log[state === 'failed' || state === 'uncertain' ? 'warn' : 'info'](
      { ...about, state, reason },
      'a digest has come to its end',
    )
    return { ...slot, state, reason, link }
  }

  async function fail({ reason, pause }: Failure, link?: string): Promise<Slot | undefined> {
    const ended = await end({ state: 'failed', reason, link })
    if (ended && pause) await rows.pause(slot, pause)
    if (ended) await tellSetter(slot, pause ?? 'failed', options)
    return ended
  }

  /**
   * Asks the platform whether the room may be posted to, until it says. Where the history cannot be read any more,
   * it is: a post that is unclear ends as uncertain then.
   */
  async function refusal(sender: DigestSender, turn: Turn): Promise<Failure | undefined> {
    while (wallClock() - admittedAt > admittedForMs) {
      const admission = await turn(() => sender.admit(slot, correlationId))
      const pause = pauseFor(admission)
      if (pause) return { state: 'failed', reason: admission, pause }
      if (admission !== 'unknown') admittedAt = wallClock()
      else if (wallClock() >= deadline) return { state: 'failed', reason: 'unknown' }
      else await wait(againAfterMs, signal)
    }
    return undefined
  }

  /** Whether the copy is as young as it should be, or has been waited for long enough. */
  async function isCopyReady(): Promise<boolean> {
    if (slot.ageMs + wallClock() - startedAt >= passWaitMs) return true
    const lastPassAt = await directory.lastPassAt()
    return lastPassAt !== null && Date.parse(lastPassAt) >= Date.parse(slot.dueAt) - passAgeMs
  }

  /** Resolves with true once its messages are kept, or else with how it ended or was left. */
  async function prepare(sender: DigestSender): Promise<true | Slot | undefined> {
    if (businessNow() - Date.parse(slot.dueAt) > skippedAfterMs) {
      return end({ state: 'skipped', reason: 'late' })
    }
    if (!(await isCopyReady())) {
      await slots.letGo(slot, againAfterMs)
      return undefined
    }
    const refused = await refusal(sender, turns.begin)
    if (refused) return fail(refused)
    return turns.goOn(() => makeReady(sender))
  }

  async function makeReady(sender: DigestSender): Promise<true | Slot | undefined> {
    const made = await make(sender)
    if (!made) return fail({ state: 'failed', reason: 'internal' })
    const snapshot = await composeNow.keepSnapshot(made.copies)
    if (made.messages.length === 0) return end({ state: 'empty' }, snapshot)
    const messages = made.messages.map((payload) => ({ payload, deliveryId: randomUUID() }))
    return (await slots.ready(slot, messages, snapshot)) || undefined
  }

  /** Undefined where it has failed for so long that it will go on failing. */
  async function make(sender: DigestSender) {
    const { rule, date, dueAt } = slot
    try {
      const { composed, copies } = await composeNow.compose({ room: slot, rule, date, dueAt })
      return { copies, messages: composed.isEmpty ? [] : render(composed, sender) }
    } catch (err) {
      if (slot.ageMs <= triedForMs) throw err
      log.error({ ...about, err }, 'a digest could not be composed')
      return undefined
    }
  }

  function render({ parent, details, command }: ComposedDigest, sender: DigestSender): readonly string[] {
    const { rule } = slot
    const spoken = { parent: speak(parent, rule), details: details && speak(details, rule), command }
    return sender.render(spoken, rule)
  }

  function send(part: DigestPart, parentId: string | undefined, sender: DigestSender): Promise<PartEnd> {
    const { deliveryId, payload } = part
    const triedAt = Date.parse(slot.madeAt)
    const message = { room: slot, payload, deliveryId, parentId, triedAt, correlationId }
    const mayPost = async () => {
      const paceLeftMs = postedAt + paceMs - wallClock()
      if (paceLeftMs > 0) await wait(paceLeftMs, signal)
      const refused = await refusal(sender, turns.goOn)
      postedAt = wallClock()
      return refused
    }
    return sendPart(part, message, { ...options, turn: turns.goOn, sender, signal, deadline, mayPost })
  }

  async function findLink(sender: DigestSender, parentId: string | undefined): Promise<string | undefined> {
    if (parentId === undefined) return undefined
    try {
      return await sender.link?.(slot, parentId)
    } catch (err) {
      log.warn({ ...about, err }, 'a digest was posted, and its address not learned')
      return undefined
    }
  }

  async function deliver(sender: DigestSender): Promise<Slot | undefined> {
    let parentId: string | undefined
    for (const part of await parts.ofSlot(slot)) {
      const ended = asEnded(part) ?? (await send(part, parentId, sender))
      if (ended.state === 'lost') return undefined
      if (ended.state === 'failed') return fail(ended, await findLink(sender, parentId))
      if (ended.state === 'uncertain') {
        const uncertain = await end({ ...ended, link: await findLink(sender, parentId) })
        if (uncertain) await tellSetter(slot, 'uncertain', options)
        return uncertain
      }
      if (part.part === 0) parentId = ended.messageId
    }
    return end({ state: 'sent', link: await findLink(sender, parentId) })
  }

  return {
    async run(): Promise<Slot | undefined> {
      const sender = senders.get(slot.platform)
      if (!sender) throw new Error(`nobody sends digests on ${slot.platform}`)
      if (slot.state === 'due') {
        const prepared = await prepare(sender)
        if (prepared !== true) return prepared
      }
      return deliver(sender)
    },
  }
}

function pauseFor(admission: Admission): PauseReason | undefined {
  if (admission === 'external') return 'external'
  return admission === 'notMember' ? 'gone' : undefined
}

/** How a message ended before, if it did. */
function asEnded({ state, messageId }: DigestPart): PartEnd | undefined {
  if (state === 'sent') return { state, messageId: messageId ?? undefined }
  if (state === 'failed' || state === 'uncertain') return { state, reason: 'earlier' }
  return undefined
}
