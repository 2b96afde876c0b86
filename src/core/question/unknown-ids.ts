import { type DomainId, parseDomainId } from '../customer.ts'
import type { Token } from './cut-words.ts'

const date = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/
/** What stands next to a number that is a part of something else: 03-5555-0142, #40018823, v1.2, INC-10000219. */
const tied = /[-\p{L}\p{N}#+_/.@$¥€%=]/u
/** Letters that are written without spaces tie nothing: a number may follow them at once, as in 顧客10000001. */
const unspaced = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Digits that could be a domain ID of a customer whom the copy does not hold, of 6 to 19 digits. */
export function findUnknownIds(
  text: string,
  tokens: readonly Token[],
): { ids: DomainId[]; tokens: Set<Token> } {
  const ids: DomainId[] = []
  const taken = new Set<Token>()
  tokens.forEach((token, index) => {
    if (token.kind !== 'other' || token.script !== 'digit') return
    const digits = text.slice(token.from, token.to)
    const id = digits.length >= 6 ? parseDomainId(digits) : undefined
    if (!id || date.test(digits)) return
    if (isTied(text[token.from - 1]) || isTied(text[token.to], text[token.to + 1])) return
    if (isOtherNumber(tokens, index)) return
    ids.push(id)
    taken.add(token)
  })
  return { ids: [...new Set(ids)], tokens: taken }
}

function isTied(neighbour = ' ', behind?: string): boolean {
  if (unspaced.test(neighbour)) return false
  // A dot ends a sentence, unless a number goes on behind it.
  if (neighbour === '.') return behind !== undefined && /\d/.test(behind)
  return tied.test(neighbour)
}

/** The number of an order, a ticket or a telephone, which the word before it says. */
export function isOtherNumber(tokens: readonly Token[], index: number): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const token = tokens[at]
    if (token?.kind === 'mark' || token?.word?.headings.has('particles')) continue
    return token?.word?.headings.has('otherNumbers') ?? false
  }
  return false
}
