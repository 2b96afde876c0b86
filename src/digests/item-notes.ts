import { randomUUID } from 'node:crypto'
import { markWords } from '../commands/item/mark-words.ts'
import type { Call } from '../core/call.ts'
import { card } from '../core/card.ts'
import type { Claim } from '../core/claims.ts'
import { type DigestRoom, roomOf } from '../core/digest/digest.ts'
import type { DigestRule } from '../core/digest/rule.ts'
import type { DigestSender } from '../core/digest/sender.ts'
import type { Item } from '../core/item.ts'
import type { Mark } from '../core/marks.ts'
import { data, parts as onOneLine, type Phrase, say } from '../core/phrase.ts'
import type { DigestParts, NamingPart } from '../storage/digests/digest-parts.ts'
import type { DigestingOptions } from './digesting-options.ts'
import { isOurs } from './is-ours.ts'
import type { TurnsOf } from './turns.ts'

interface ItemNotesOptions extends Pick<DigestingOptions, 'senders' | 'claims' | 'marks' | 'speak' | 'log'> {
  readonly parts: Pick<DigestParts, 'naming'>
  readonly turns: TurnsOf
}

/** Shows in digests what people do about their items. */
export interface ItemNotes {
  /** Returns at once; what comes for the same room meanwhile is done in one go. */
  changed(item: Item, call: Call): void
  /** What stands beside the items of a message now, in the language of its digest. */
  of(message: Pick<NamingPart, 'payload' | 'rule'>): Promise<ReadonlyMap<Item, string>>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

/** Older digests are not looked at any more. */
const shownForMs = 7 * 24 * 3_600_000

export function createItemNotes(options: ItemNotesOptions): ItemNotes {
  const { senders, claims, marks, speak, log, parts, turns } = options
  const waiting = new Map<string, { room: DigestRoom; items: Set<Item> }>()
  const running = new Map<string, Promise<void>>()
  let looking: Promise<ReadonlyMap<Item, Phrase>> | undefined

  async function look(): Promise<ReadonlyMap<Item, Phrase>> {
    const [allClaims, allMarks] = await Promise.all([claims.all(), marks.all()])
    return notesOf(allClaims, allMarks)
  }

  /** Rooms that are due together look together. */
  function lookTogether(): Promise<ReadonlyMap<Item, Phrase>> {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function update(room: DigestRoom, items: ReadonlySet<Item>, sender: DigestSender): Promise<void> {
    const found = await Promise.all([...items].map((item) => parts.naming(item, room, shownForMs)))
    const messages = new Map(found.flat().map((part) => [part.deliveryId, part]))
    if (messages.size === 0 || !(await isOurs(room, sender))) return
    const phrases = await look()
    for (const part of messages.values()) {
      try {
        await turns(room.platform).begin(() =>
          sender.update?.({ ...messageOf(part, room), notes: speakNotes(part, phrases) }, part.messageId),
        )
      } catch (err) {
        log.warn(
          { platform: room.platform, date: part.slot.date, err },
          'a digest does not show who does what',
        )
      }
    }
  }

  function speakNotes(
    { payload, rule }: Pick<NamingPart, 'payload' | 'rule'>,
    phrases: ReadonlyMap<Item, Phrase>,
  ): ReadonlyMap<Item, string> {
    return new Map(
      [...phrases].flatMap(([item, title]) =>
        payload.includes(item) ? [[item, speak(card({ title }), rule as DigestRule).title] as const] : [],
      ),
    )
  }

  async function run(key: string, sender: DigestSender): Promise<void> {
    for (;;) {
      const next = waiting.get(key)
      if (!next) break
      waiting.delete(key)
      try {
        await update(next.room, next.items, sender)
      } catch (err) {
        log.warn({ platform: next.room.platform, err }, 'digests do not show who does what')
      }
    }
    running.delete(key)
  }

  return {
    changed(item, call) {
      const room = roomOf(call)
      const sender = senders.get(room.platform)
      if (!sender?.update) return
      const key = JSON.stringify([room.platform, room.workspace, room.room])
      const { items } = waiting.get(key) ?? { items: new Set<Item>() }
      waiting.set(key, { room, items: items.add(item) })
      if (!running.has(key)) running.set(key, run(key, sender))
    },
    async of(message) {
      return speakNotes(message, await lookTogether())
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}

function messageOf({ payload, deliveryId, parentId, madeAt }: NamingPart, room: DigestRoom) {
  return {
    room,
    payload,
    deliveryId,
    triedAt: madeAt.getTime(),
    parentId: parentId ?? undefined,
    correlationId: randomUUID(),
  }
}

/** What stands beside each item: who has seen to it or put it off, and who has it. */
function notesOf(claims: readonly Claim[], marks: readonly Mark[]): ReadonlyMap<Item, Phrase> {
  const notes = new Map<Item, Phrase>()
  for (const { item, owner } of claims) notes.set(item, say('claim.theirs', { name: data(owner.name) }))
  for (const mark of marks) {
    const words = markWords(mark)
    const claim = notes.get(mark.item)
    notes.set(mark.item, claim ? onOneLine(words, claim) : words)
  }
  return notes
}
