import { betweenWords, foldCharacters } from '../fold-name.ts'
import { bracketedForm } from './legal-forms.ts'
import { characterAt } from './letters.ts'

/** A text as names in it are compared, and where each letter of that stands in the text. */
export interface FoldedText {
  readonly text: string
  /** All words without anything between them; one written character may give none or several. */
  readonly letters: string
  /** By UTF-16 unit of `letters`: the place in the text where what gave it begins, and where that ends. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  /**
   * By unit of `letters`: rises where more stands between two units than between the words of a name, such as the
   * end of a line or of a sentence.
   */
  readonly passage: readonly number[]
}

/** As between `Acme Foods` and `(Japan)`, and one to spare. */
const mostBetweenWords = 3

/** No dot, which abbreviates, and no exclamation mark, which some companies have. */
const passageEnd = /[\n\r\u2028\u2029。?]/

/** Most texts are of few different characters; more of them than this are folded anew each time. */
const remembered = new Map<string, string | undefined>()
const mostRemembered = 10_000

/** Folds a text in NFKC, character by character, as `foldName` does with a name as a whole. */
export function foldText(text: string): FoldedText {
  let letters = ''
  const from: number[] = []
  const to: number[] = []
  const passage: number[] = []
  let current = 0

  function add(folded: string, begin: number, end: number): void {
    const last = to.at(-1) ?? begin
    const isOther =
      begin - last > mostBetweenWords || (begin > last && passageEnd.test(text.slice(last, begin)))
    if (isOther) current += 1
    for (let unit = 0; unit < folded.length; unit += 1) {
      from.push(begin)
      to.push(end)
      passage.push(current)
    }
    letters += folded
  }

  for (let at = 0; at < text.length; ) {
    const form = text[at] === '(' ? bracketedForm(text, at) : undefined
    const character = characterAt(text, at)
    const end = at + (form ? form.length : character.length)
    const folded = form ? form.stands : foldCharacter(character)
    if (folded) add(folded, at, end)
    else if (folded === '' && to.at(-1) === at) stretch(from, to, end)
    at = end
  }
  return { text, letters, from, to, passage }
}

/** Whether something is written between this unit and the one before. */
export function isApart({ from, to }: FoldedText, unit: number): boolean {
  return unit > 0 && (from[unit] ?? 0) > (to[unit - 1] ?? 0)
}

/** What is written between this unit and the one before. */
export function writtenBefore({ text, from, to }: FoldedText, unit: number): string {
  return text.slice(to[unit - 1] ?? 0, from[unit] ?? text.length)
}

/** Accents and long vowel marks stay with the letter that they stand behind. */
function stretch(from: readonly number[], to: number[], end: number): void {
  const begin = from.at(-1)
  for (let unit = to.length - 1; unit >= 0 && from[unit] === begin; unit -= 1) to[unit] = end
}

/** Undefined for what stands between words; empty for what folding leaves out. */
function foldCharacter(character: string): string | undefined {
  if (remembered.has(character)) return remembered.get(character)
  const folded = betweenWords.test(character) ? undefined : foldCharacters(character)
  if (remembered.size < mostRemembered) remembered.set(character, folded)
  return folded
}
