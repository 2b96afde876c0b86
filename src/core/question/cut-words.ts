import type { CustomerMention } from './customer-names.ts'
import { foldUnit, isJoiner } from './fold-words.ts'
import type { Misspellings } from './misspelling.ts'
import { type Script, scriptOf } from './script-of.ts'
import type { TextPlace } from './text-place.ts'
import type { Word, WordNode } from './word-tree.ts'

/** A word of a text, or what stands between words. */
export interface Token extends TextPlace {
  /** `other`: letters or digits that no list explains; `mark`: neither letter nor digit. */
  readonly kind: 'customer' | 'word' | 'other' | 'mark'
  readonly word: Word | undefined
  readonly script: Script
}

/** What it costs to leave a letter unexplained, and to use one word more. */
const otherCost = 10
const wordCost = 1
/** Of ways with as many words, the one with the longest word is taken; the square of its length, so much each. */
const lengthGain = 0.0005
/** A word that only looks like one. */
const slipCost = 6

/**
 * Cuts a text into words so that as few letters as can be are left over, and that of these ways as few words as can
 * be are used: scripts without spaces give no other hint. Latin words and runs of katakana and digits are left over
 * as a whole or not at all.
 */
export function cutWords(
  text: string,
  mentions: readonly CustomerMention[],
  tree: WordNode,
  misspellings: Misspellings,
): Token[] {
  const length = text.length
  const units = new Uint16Array(length)
  const scripts: Script[] = new Array(length)
  for (let at = 0; at < length; at += 1) {
    units[at] = foldUnit(text.charCodeAt(at))
    scripts[at] = scriptOf(text.charCodeAt(at))
  }
  const isChinese = !scripts.some(
    (script) => script === 'hiragana' || script === 'katakana' || script === 'hangul',
  )
  const startsMention = new Map(mentions.map((mention) => [mention.from, mention]))
  const costs = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY)
  const arrivals: (Token | undefined)[] = new Array(length + 1)
  costs[0] = 0
  let limit = nextMention(mentions, 0, length)
  let end = 0

  const arrive = (token: Token, cost: number) => {
    const total = (costs[token.from] ?? 0) + cost
    if (total >= (costs[token.to] ?? 0)) return
    costs[token.to] = total
    arrivals[token.to] = token
  }

  for (let at = 0; at < length; at += 1) {
    if (costs[at] === Number.POSITIVE_INFINITY) continue
    const script = scripts[at] ?? 'none'
    const mention = startsMention.get(at)
    if (mention) {
      arrive({ from: at, to: mention.to, kind: 'customer', word: undefined, script }, 0)
      continue
    }
    if (at >= limit) limit = nextMention(mentions, at, length)
    if (script === 'none') {
      arrive({ from: at, to: at + 1, kind: 'mark', word: undefined, script }, 0)
      continue
    }
    if (at >= end) end = endOfRun(scripts, at, limit)
    const isInWord = script === 'latin' && at > 0 && scripts[at - 1] === 'latin' && !startsAfter(mentions, at)
    let isWhole = false
    if (!isInWord) {
      walk(units, scripts, at, limit, tree, (to, word) => {
        if (to === at + 1 && script === 'han' && !isOwn(word, isChinese)) return
        if (to >= end) isWhole = true
        arrive(
          { from: at, to, kind: 'word', word, script },
          wordCost - lengthGain * Math.min(to - at, 30) ** 2,
        )
      })
    }
    if (!isWhole && (script === 'latin' || script === 'katakana') && isRunStart(scripts, at)) {
      const word = misspellings.find(String.fromCharCode(...units.subarray(at, Math.min(end, at + 50))))
      if (word) arrive({ from: at, to: end, kind: 'word', word, script }, slipCost)
    }
    if (isRunStart(scripts, at) || startsAfter(mentions, at)) {
      arrive({ from: at, to: end, kind: 'other', word: undefined, script }, otherCost * (end - at))
    }
  }
  return trace(arrivals, length)
}

/** A single character of Han is a word in Chinese and a part of one elsewhere: 給 in 有給. */
function isOwn({ locales }: Word, isChinese: boolean): boolean {
  return isChinese ? locales.has('zh-TW') || locales.has('zh-CN') : locales.has('ja') || locales.has('ko')
}

function nextMention(mentions: readonly CustomerMention[], at: number, length: number): number {
  for (const { from } of mentions) if (from >= at) return from
  return length
}

function startsAfter(mentions: readonly CustomerMention[], at: number): boolean {
  return mentions.some(({ to }) => to === at)
}

/** Scripts whose words end where the script does. */
function isRun(script: Script | undefined): boolean {
  return script === 'latin' || script === 'katakana' || script === 'digit'
}

function isRunStart(scripts: readonly Script[], at: number): boolean {
  return !isRun(scripts[at]) || at === 0 || scripts[at - 1] !== scripts[at]
}

function endOfRun(scripts: readonly Script[], at: number, limit: number): number {
  let end = at + 1
  if (isRun(scripts[at])) while (end < limit && scripts[end] === scripts[at]) end += 1
  return end
}

/** Every word that begins here and does not end within a Latin word or a number. */
function walk(
  units: Uint16Array,
  scripts: readonly Script[],
  from: number,
  limit: number,
  tree: WordNode,
  found: (to: number, word: Word) => void,
): void {
  let node: WordNode = tree
  for (let at = from; at < limit; at += 1) {
    const unit = units[at] ?? 0
    const next = node.next.get(unit)
    if (!next) {
      if (at > from && (isJoiner(unit) || isInNumber(units, scripts, at))) continue
      return
    }
    node = next
    const script = scripts[at]
    const isCut = (script === 'latin' || script === 'digit') && at + 1 < limit && scripts[at + 1] === script
    if (node.word && !isCut) found(at + 1, node.word)
  }
}

/** The comma of 6,000, and the one before a number: names of options have both. */
function isInNumber(units: Uint16Array, scripts: readonly Script[], at: number): boolean {
  return units[at] === 0x2c && (scripts[at + 1] === 'digit' || scripts[at + 2] === 'digit')
}

function trace(arrivals: readonly (Token | undefined)[], length: number): Token[] {
  const tokens: Token[] = []
  let at = length
  while (at > 0) {
    const token = arrivals[at]
    if (!token) break
    tokens.push(token)
    at = token.from
  }
  return tokens.reverse()
}
