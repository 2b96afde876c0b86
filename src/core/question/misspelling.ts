import { type Script, scriptOf } from './script-of.ts'
import type { Word } from './word-tree.ts'

/** Shorter words are too near to others: plan and plane, トーク and トーン. */
const leastLetters: Partial<Record<Script, number>> = { latin: 6, katakana: 5 }
/** Letters that changed places are seldom another word: trail, seast. */
const leastExchanged = 4

/** Finds the word that was meant where one letter is wrong, missing, surplus or has changed places. */
export interface Misspellings {
  find(typed: string): Word | undefined
}

/** Each word is filed under itself with any one letter left out, which is where its misspellings are looked for. */
export function fileMisspellings(words: Iterable<Word>): Misspellings {
  const files = new Map<string, Word>()
  const exchanges = new Map<string, Word>()
  for (const word of words) {
    for (const key of exchanged(word.text)) if (!exchanges.has(key)) exchanges.set(key, word)
    if (!isLongEnough(word.text, 0)) continue
    for (const key of withoutOne(word.text)) if (!files.has(key)) files.set(key, word)
    files.set(word.text, word)
  }

  return {
    find(typed) {
      // One letter less may be all that is wrong with it.
      if (!isLongEnough(typed, 1) || typed.length > 40) return exchanges.get(typed)
      for (const key of [typed, ...withoutOne(typed)]) {
        const word = files.get(key)
        if (word && isAlikeAtFirst(typed, word.text) && isOneSlip(typed, word.text)) return word
      }
      return exchanges.get(typed)
    },
  }
}

function isLongEnough(text: string, slack: number): boolean {
  const script = scriptOf(text.charCodeAt(0))
  const least = leastLetters[script]
  if (least === undefined || text.length < least - slack) return false
  for (let at = 1; at < text.length; at += 1) if (scriptOf(text.charCodeAt(at)) !== script) return false
  return true
}

/** Nobody mistypes the first letter of a Latin word: furious is no curious. */
function isAlikeAtFirst(typed: string, text: string): boolean {
  return scriptOf(text.charCodeAt(0)) !== 'latin' || typed[0] === text[0]
}

/** Short Latin words with two neighbours exchanged, but for the first letter. */
function exchanged(text: string): string[] {
  if (text.length < leastExchanged || isLongEnough(text, 0) || !/^[a-z]+$/.test(text)) return []
  return Array.from(
    { length: text.length - 2 },
    (_, at) => text.slice(0, at + 1) + text[at + 2] + text[at + 1] + text.slice(at + 3),
  ).filter((key) => key !== text)
}

function withoutOne(text: string): string[] {
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1))
}

/** One letter replaced, left out, put in, or two neighbours exchanged. */
export function isOneSlip(some: string, other: string): boolean {
  let from = 0
  while (from < some.length && from < other.length && some[from] === other[from]) from += 1
  let someEnd = some.length
  let otherEnd = other.length
  while (someEnd > from && otherEnd > from && some[someEnd - 1] === other[otherEnd - 1]) {
    someEnd -= 1
    otherEnd -= 1
  }
  const left = someEnd - from
  const right = otherEnd - from
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && some[from] === other[from + 1] && some[from + 1] === other[from]
}
