import { errorCodes } from '../../src/core/errors.ts'
import { keyOf, readCallback } from '../../src/lineworks/event.ts'
import { parseExactJson } from '../../src/works/exact-json.ts'
import type { Delivery } from './balancer.ts'
import { isOfAnyDigest } from './due-digests.ts'
import type { Shown } from './sandbox-control.ts'

/** By which way somebody asks. */
export type Way = 'command' | 'button' | 'mention' | 'works'

/** One question, with a customer that nobody else asks about in this way. */
export interface Asked {
  readonly round: string
  readonly way: Way
  /** The customer's domain ID: it stands in every answer, and in what one presses to try again after an error. */
  readonly mark: string
  readonly askedAtMs: number
  /** What the platform made of it, by the sandbox; undefined until it says. */
  outcome: string | undefined
  /** Which processes have acknowledged it. */
  readonly acknowledgedBy: Set<string>
  /** Of the message in Slack or the callback in LINE WORKS, in the desk's inbox; others have a random one there. */
  inboxKey: string | undefined
  /** It was acknowledged by a process that was killed, and not to be seen by then. */
  isOrphan: boolean
  /** Its answer could be seen when a process was killed that had not written down that it was there. */
  isInWindow: boolean
  /** How many requests with its answer broke off, so that the desk could not know whether it had arrived. */
  breaks: number
}

/** Where an answer stands. */
export interface Answered {
  readonly ids: readonly string[]
  /** The desk's code where the answer says that there is none. */
  readonly error: string | undefined
}

/** What was asked, and what can be seen of it. */
export interface Ledger {
  readonly all: readonly Asked[]
  add(question: Pick<Asked, 'round' | 'way' | 'mark'>): Asked
  /** Notes which process acknowledged what. */
  deliver(delivery: Delivery): void
  /** Notes that a request to a response address broke off. */
  breakOff(body: string): void
  /** Notes what a killed process leaves: `messages` and the open rows of its store as they stood at its end. */
  bury(life: string, messages: readonly Shown[], openRows: readonly OpenRow[]): void
  answers(messages: readonly Shown[]): ReadonlyMap<Asked, Answered>
}

/** What the store has as unanswered. */
export interface OpenRow {
  readonly key: string
  readonly payload: string
}

/** Made by the sandbox for all but the fixed customers; ids of contracts are longer. */
const markPattern = /(?<!\d)100\d{5}(?!\d)/
const codePattern = new RegExp(`(?<![a-z_])(${errorCodes.join('|')})(?![a-z_])`)

export function createLedger(): Ledger {
  const all: Asked[] = []
  const byName = new Map<string, Asked>()
  const find = (way: Way, mark: string | undefined) => byName.get(`${way} ${mark}`)

  function answers(messages: readonly Shown[]): Map<Asked, Answered> {
    const found = new Map<Asked, Answered>()
    for (const message of messages) {
      if (message.author !== 'bot' || isOfAnyDigest(message)) continue
      const text = JSON.stringify(message.payload)
      const asked = findAsked(message, markPattern.exec(text)?.[0])
      if (!asked) continue
      const ids = [...(found.get(asked)?.ids ?? []), message.id]
      found.set(asked, { ids, error: found.get(asked)?.error ?? codePattern.exec(text)?.[1] })
    }
    return found
  }

  function findAsked(message: Shown, mark: string | undefined): Asked | undefined {
    if (message.platform === 'lineworks') return find('works', mark)
    if (!message.ephemeral) return find('mention', mark)
    // What is for the asker alone stands in the channel; what a button in a thread brings, in the thread.
    return message.thread === undefined
      ? (find('command', mark) ?? find('mention', mark))
      : find('button', mark)
  }

  return {
    all,
    answers,
    add(question) {
      const asked: Asked = {
        ...question,
        askedAtMs: Date.now(),
        outcome: undefined,
        acknowledgedBy: new Set(),
        inboxKey: undefined,
        isOrphan: false,
        isInWindow: false,
        breaks: 0,
      }
      all.push(asked)
      byName.set(`${asked.way} ${asked.mark}`, asked)
      return asked
    },

    deliver({ life, path, contentType, body, status }) {
      const isForm = contentType.includes('form')
      const text = isForm ? decodeURIComponent(body.replaceAll('+', ' ')) : body
      const mark = markPattern.exec(text)?.[0]
      const way = wayOf(path, isForm, text)
      const asked = find(way, mark)
      if (!asked) return
      if (way === 'works') asked.inboxKey ??= keyOfCallback(body)
      if (status === 200) asked.acknowledgedBy.add(life)
    },

    breakOff(body) {
      const mark = markPattern.exec(body)?.[0]
      const isByAddress = body.includes('"response_type"')
      for (const asked of [find('command', mark), find('button', mark)]) {
        if (asked && isByAddress) asked.breaks += 1
      }
    },

    bury(life, messages, openRows) {
      const seen = answers(messages)
      for (const asked of all) {
        if (!asked.acknowledgedBy.has(life)) continue
        if (!seen.has(asked)) asked.isOrphan = true
        else if (openRows.some((row) => isOf(row, asked))) asked.isInWindow = true
      }
    },
  }
}

function wayOf(path: string, isForm: boolean, text: string): Way {
  if (path.startsWith('/lineworks')) return 'works'
  if (!isForm) return 'mention'
  return text.startsWith('payload=') ? 'button' : 'command'
}

function isOf({ key, payload }: OpenRow, { way, mark, inboxKey }: Asked): boolean {
  if (inboxKey !== undefined) return key === inboxKey
  // A mention's row has its message for a key, and the words of the others do not stand in it.
  if (way === 'mention') return false
  const kind = way === 'command' ? '"kind":"command"' : '"kind":"open"'
  return payload.includes(mark) && payload.includes(kind)
}

function keyOfCallback(body: string): string | undefined {
  const read = readCallback(parseExactJson(body))
  return read.kind === 'event' ? keyOf(read.event) : undefined
}
