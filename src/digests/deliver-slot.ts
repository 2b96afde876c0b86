import { randomUUID } from 'node:crypto'
import type { PauseReason, Readmission, Slot } from '../core/digest/digest.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import type { Item } from '../core/item.ts'
import type { DigestPart, DigestParts } from '../storage/digests/digest-parts.ts'
import type { DigestRows } from '../storage/digests/digest-rows.ts'
import type { DigestSlots, SlotEnd, TakenSlot } from '../storage/digests/digest-slots.ts'
import { aboutSlot } from './about-slot.ts'
import { skippedAfterMs } from './advance.ts'
import type { ComposeNow } from './compose-now.ts'
import type { ComposedDigest } from './composing.ts'
import type { DigestingOptions } from './digesting-options.ts'
import type { ItemNotes } from './item-notes.ts'
import { type PartEnd, type SendPartOptions, sendPart } from './send-part.ts'
import { tellSetter } from './tell-setter.ts'
import type { Turn, TurnsOf } from './turns.ts'

export interface DeliveryOptions
  extends Pick<
      DigestingOptions,
      'directory' | 'businessNow' | 'isClockMovable' | 'wallClock' | 'senders' | 'speak' | 'log'
    >,
    Pick<SendPartOptions, 'leaseMs' | 'sureMs' | 'wait'> {
  readonly rows: Pick<DigestRows, 'find' | 'pause'>
  readonly slots: DigestSlots
  readonly parts: DigestParts
  readonly composeNow: ComposeNow
  readonly notes: Pick<ItemNotes, 'of'>
  readonly turns: TurnsOf
  /** One at a time, so that the first is sent while the next is made. */
  readonly composeTurn: Turn
}

interface DeliveryLimits {
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
/** The longest between two tries. */
const longestPauseMs = minuteMs
/** What goes wrong in our own part for so long will go on to. */
const faultyForMs = 30 * minuteMs
/** The reason of a day whose digest was ended before it was sent. */
const ended = 'off'
/** Slack takes one message a second in a channel. */
const paceMs = 1_000
/** Not before each message of a digest, but as often as a room may have changed. */
const admittedForMs = 10_000

/**
 * Brings a slot to its end for as long as it is ours, and gives it as it is then; undefined where it is left for later,
 * or is another's by now. Rejects when the store fails, when our own part fails, and when the signal is aborted.
 */
export async function deliverSlot(
  slot: TakenSlot,
  options: DeliveryOptions,
  { signal, deadline }: DeliveryLimits,
): Promise<Slot | undefined> {
  const { directory, businessNow, isClockMovable = false, wallClock, senders, speak, log } = options
  const { rows, slots, parts, composeNow, notes, wait, composeTurn } = options
  const turns = options.turns(slot.platform)
  const correlationId = randomUUID()
  const about = { ...aboutSlot(slot), correlationId }
  const startedAt = wallClock()
  let admittedAt = Number.NEGATIVE_INFINITY
  let postedAt = Number.NEGATIVE_INFINITY

  async function end(how: SlotEnd, snapshot?: number): Promise<Slot | undefined> {
    if (!(await slots.settle(slot, how, snapshot))) return undefined
    const { state, reason = null, link = null } = how
    log[state === 'failed' || state === 'uncertain' ? 'warn' : 'info'](
      { ...about, state, reason },
      'a digest has come to its end',
    )
    return { ...slot, state, reason, link }
  }

  async function fail({ reason, pause }: Failure, link?: string): Promise<Slot | undefined> {
    if (reason === ended) return end({ state: 'skipped', reason })
    const failed = await end({ state: 'failed', reason, link })
    if (failed && pause) await rows.pause(slot, pause)
    if (failed) await tellSetter(slot, pause ?? 'failed', options)
    return failed
  }

  const isOutdated = () => wallClock() - admittedAt > admittedForMs

  /**
   * Asks the platform whether the room may be posted to, until it says. Whether its history can still be read is not
   * asked: where it cannot, a post that is unclear ends as uncertain.
   */
  async function refusal(sender: DigestSender, turn: Turn): Promise<Failure | undefined> {
    let tries = 0
    while (isOutdated()) {
      const admission = await (tries === 0 ? turn : turns.again)(() => sender.readmit(slot, correlationId))
      const pause = pauseFor(admission)
      if (pause) return { state: 'failed', reason: admission, pause }
      if (admission !== 'unknown') admittedAt = wallClock()
      else if (wallClock() >= deadline) return { state: 'failed', reason: 'unknown' }
      else await wait(Math.min(againAfterMs * 2 ** tries++, longestPauseMs), signal)
    }
    return undefined
  }

  /** Whether the copy is as young as it should be, or has been waited for long enough. */
  async function isCopyReady(): Promise<boolean> {
    if (slot.ageMs + wallClock() - startedAt >= passWaitMs) return true
    const lastPassAt = await directory.lastPassAt()
    return lastPassAt !== null && Date.parse(lastPassAt) >= Date.parse(slot.dueAt) - passAgeMs
  }

  /** Resolves with its messages once they are kept, or else with how it ended or was left. */
  async function prepare(sender: DigestSender): Promise<readonly DigestPart[] | Slot | undefined> {
    const lateMs = isClockMovable ? slot.ageMs : businessNow() - Date.parse(slot.dueAt)
    // A day that came while this one waited says all that this one would.
    if (lateMs > skippedAfterMs || slot.hasLater) {
      return end({ state: 'skipped', reason: 'late' })
    }
    if (!(await isCopyReady())) {
      await slots.letGo(slot, againAfterMs)
      return undefined
    }
    const refused = await refusal(sender, turns.begin)
    if (refused) return fail(refused)
    return composeTurn(() => makeReady(sender))
  }

  async function makeReady(sender: DigestSender): Promise<readonly DigestPart[] | Slot | undefined> {
    const { rule, date, dueAt } = slot
    try {
      const wanted = { room: slot, rule, date, dueAt, isNoted: sender.update !== undefined }
      const { composed, copies } = await composeNow.compose(wanted)
      const snapshot = await composeNow.keepSnapshot(copies)
      if (composed.isEmpty) return end({ state: 'empty' }, snapshot)
      const messages = render(composed, sender).map((payload) => ({ payload, deliveryId: randomUUID() }))
      return await slots.ready(slot, messages, snapshot)
    } catch (err) {
      if (slot.ageMs <= faultyForMs) throw err
      log.error({ ...about, err }, 'a digest could not be composed')
      return fail({ state: 'failed', reason: 'internal' })
    }
  }

  function render({ parent, details, command }: ComposedDigest, sender: DigestSender): readonly string[] {
    const { rule } = slot
    const spoken = { parent: speak(parent, rule), details: details && speak(details, rule), command }
    return sender.render(spoken, rule)
  }

  /** Whether it stayed away because the room has meanwhile been said to have none. */
  async function isEnded({ part }: DigestPart, { state }: PartEnd): Promise<boolean> {
    return part === 0 && (state === 'lost' || state === 'failed') && (await rows.find(slot)) === undefined
  }

  async function send(
    part: DigestPart,
    parentId: string | undefined,
    sender: DigestSender,
  ): Promise<PartEnd> {
    const { deliveryId, payload } = part
    const triedAt = Date.parse(slot.madeAt)
    const beside = sender.update ? await notes.of({ payload, rule: slot.rule }) : new Map<Item, string>()
    const turn = part.part === 0 ? turns.lead : turns.follow
    const message = { room: slot, payload, notes: beside, deliveryId, parentId, triedAt, correlationId }
    const mayPost = async () => {
      const paceLeftMs = postedAt + paceMs - wallClock()
      if (paceLeftMs > 0) await wait(paceLeftMs, signal)
      const refused = await refusal(sender, turn)
      postedAt = wallClock()
      return refused
    }
    const waits = { turn, sender, signal, deadline, mayPost, isOutdated }
    const sent = await sendPart(part, message, { ...options, ...waits })
    return (await isEnded(part, sent)) ? { state: 'failed', reason: ended } : sent
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

  async function sendAll(messages: readonly DigestPart[], sender: DigestSender): Promise<Slot | undefined> {
    let parentId: string | undefined
    for (const part of messages) {
      const sent = asEnded(part) ?? (await send(part, parentId, sender))
      if (sent.state === 'lost') return undefined
      if (sent.state === 'failed') return fail(sent, await findLink(sender, parentId))
      if (sent.state === 'uncertain') {
        const uncertain = await end({ ...sent, link: await findLink(sender, parentId) })
        if (uncertain) await tellSetter(slot, 'uncertain', options)
        return uncertain
      }
      if (part.part === 0) parentId = sent.messageId
    }
    return end({ state: 'sent', link: await findLink(sender, parentId) })
  }

  const sender = senders.get(slot.platform)
  if (!sender) throw new Error(`nobody sends digests on ${slot.platform}`)
  const messages = slot.state === 'due' ? await prepare(sender) : await parts.ofSlot(slot)
  return isList(messages) ? sendAll(messages, sender) : messages
}

/** `Array.isArray` does not tell a list that is only read. */
function isList(given: readonly DigestPart[] | Slot | undefined): given is readonly DigestPart[] {
  return Array.isArray(given)
}

function pauseFor(admission: Readmission): PauseReason | undefined {
  if (admission === 'external') return 'external'
  return admission === 'notMember' ? 'gone' : undefined
}

/** How a message ended before, if it did. */
function asEnded({ state, messageId }: DigestPart): PartEnd | undefined {
  if (state === 'sent') return { state, messageId: messageId ?? undefined }
  if (state === 'failed' || state === 'uncertain') return { state, reason: 'earlier' }
  return undefined
}
