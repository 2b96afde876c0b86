import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Reader } from '../../core/call.ts'
import type { Card, SpokenCard } from '../../core/card.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import { pageWords } from '../../core/page-words.ts'
import type { WallClock } from '../../core/ports.ts'
import type { Message } from '../message.ts'
import { renderBlocks } from './blocks.ts'
import type { HandedOn } from './buttons.ts'

export interface Wanted {
  readonly card: Card
  readonly reader: Reader
  /** The line that was asked; page buttons ask it again. */
  readonly command: string
  readonly page: number
  /** For a room to read. */
  readonly isShared: boolean
  readonly handedOn?: HandedOn
}

/** Enough for a busy team; a message is some 5 KB. */
const keptMessages = 500

/** As long as the answers themselves are kept. */
const keptMs = 60_000

/**
 * Puts cards into words and blocks. The result depends on what is wanted and nothing else, so that it is kept:
 * words and dates are the dearest part of an answer that is otherwise ready. What no room may read is not kept.
 */
export function createRenderAnswer(
  desk: Pick<DeskPorts, 'speak' | 'say' | 'isShareable'>,
  wallClock: WallClock,
): (wanted: Wanted) => Message {
  const kept = new LRUCache<string, Message>({
    max: keptMessages,
    ttl: keptMs,
    ttlResolution: 0,
    ttlAutopurge: true,
    perf: { now: wallClock },
  })

  return (wanted) => {
    const key = keyOf(wanted)
    const found = kept.get(key)
    if (found) return found
    const message = render(desk, wanted)
    if (wanted.card.kind === 'answer' && desk.isShareable(wanted.command)) kept.set(key, message)
    return message
  }
}

/** By card: a command may give out the same one many times, and writing it out is the dear part of the key. */
const digests = new WeakMap<Card, string>()

function keyOf({ card, ...others }: Wanted): string {
  const digest = digests.get(card) ?? hash('sha256', JSON.stringify(card), 'base64')
  digests.set(card, digest)
  return digest + JSON.stringify(others)
}

function render(
  desk: Pick<DeskPorts, 'speak' | 'say' | 'isShareable'>,
  { card, reader, command, page, isShared, handedOn }: Wanted,
): Message {
  const spoken = desk.speak(card, reader)
  // What is shared already, or never may be, has no share button.
  const actions = spoken.actions.filter(
    (action) => action.kind !== 'share' || (!isShared && desk.isShareable(action.command)),
  )
  const shown: SpokenCard = { ...spoken, actions }
  const { text, blocks } = renderBlocks(shown, {
    page,
    paging: { command, words: pageWords(desk.say, reader) },
    handedOn,
  })
  return { text, blocks }
}
