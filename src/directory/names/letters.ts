/**
 * Which letters of a text make one word together, so that a name does not begin or end in the middle of one. Latin,
 * Greek, Cyrillic and digits are separated by what is no letter; where scripts meet, a word ends as well.
 */
export type WordScript = 'spaced' | 'hangul' | 'katakana' | 'hiragana' | 'han' | 'none'

const hangul = /^\p{Script=Hangul}$/u
/** The long vowel mark goes with whatever kana it follows; what it follows in a word is mostly katakana. */
const katakana = /^[\p{Script=Katakana}ー]$/u
const hiragana = /^\p{Script=Hiragana}$/u
const han = /^\p{Script=Han}$/u
const otherLetter = /^[\p{L}\p{M}\p{N}_]$/u

/** Of one character; `none` for what is no letter, or nothing at all. */
export function wordScriptOf(character: string): WordScript {
  if (character <= '\u007f') return /^\w$/.test(character) ? 'spaced' : 'none'
  if (han.test(character)) return 'han'
  if (hiragana.test(character)) return 'hiragana'
  if (katakana.test(character)) return 'katakana'
  if (hangul.test(character)) return 'hangul'
  return otherLetter.test(character) ? 'spaced' : 'none'
}

/** The whole character that begins at a place; empty at the end of the text. */
export function characterAt(text: string, at: number): string {
  const isPair = (text.codePointAt(at) ?? 0) > 0xffff
  return text.slice(at, at + (isPair ? 2 : 1))
}

/** The whole character that ends before a place; empty at the beginning of the text. */
export function characterBefore(text: string, at: number): string {
  if (at <= 0) return ''
  const isPair = at > 1 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 2, at))
  return text.slice(at - (isPair ? 2 : 1), at)
}
