import { type FoldedText, isApart, writtenBefore } from './fold-text.ts'
import { allByFirst, allByLast, inFrontByFirst, inFrontByLast } from './legal-forms.ts'
import { wordScriptOf } from './letters.ts'

/** Legal forms that stand together, and the units of the folded text that they take. */
interface FormsFound {
  readonly from: number
  readonly to: number
  readonly forms: readonly string[]
}

/** Those that end right before a unit, as in front of a name: 医療法人社団, 株式会社. */
export function formsInFront(folded: FoldedText, unit: number): FormsFound {
  return formsBefore(folded, unit, inFrontByLast)
}

/** Those that begin with a unit, as behind a name: Co., Ltd. */
export function formsFrom(folded: FoldedText, unit: number): FormsFound {
  return formsAfter(folded, unit, allByFirst)
}

/** Those that a name begins with. */
export function formsAtFirst(folded: FoldedText): FormsFound {
  return formsAfter(folded, 0, inFrontByFirst)
}

/** Those that a name ends with. */
export function formsAtLast(folded: FoldedText): FormsFound {
  return formsBefore(folded, folded.letters.length, allByLast)
}

type FormsByLetter = ReadonlyMap<string, readonly string[]>

function formsAfter(folded: FoldedText, unit: number, byFirst: FormsByLetter): FormsFound {
  const forms: string[] = []
  let to = unit
  for (let form = next(); form; form = next()) {
    forms.push(form)
    to += form.length
  }
  return { from: unit, to, forms }

  function next(): string | undefined {
    return byFirst
      .get(folded.letters.charAt(to))
      ?.find((form) => folded.letters.startsWith(form, to) && isOneThing(folded, to, to + form.length, to))
  }
}

function formsBefore(folded: FoldedText, unit: number, byLast: FormsByLetter): FormsFound {
  const forms: string[] = []
  let from = unit
  for (let form = next(); form; form = next()) {
    forms.push(form)
    from -= form.length
  }
  return { from, to: unit, forms }

  function next(): string | undefined {
    return byLast
      .get(folded.letters.charAt(from - 1))
      ?.find(
        (form) => folded.letters.endsWith(form, from) && isOneThing(folded, from - form.length, from, from),
      )
  }
}

/** What may stand between a name and its form: no comma in front of 株式会社, which begins the next of a list. */
const beforeSpacedForm = /^[\p{Zs}\t,.(]{0,3}$/u
const beforeOtherForm = /^[\p{Zs}\t(]{0,3}$/u

/** Whole words that belong to what stands on the other side of a border of theirs. */
function isOneThing(folded: FoldedText, from: number, to: number, border: number): boolean {
  const isSpaced = wordScriptOf(folded.letters.charAt(from)) === 'spaced'
  const isOutermost = border === 0 || border === folded.letters.length
  const isNear =
    isOutermost || (isSpaced ? beforeSpacedForm : beforeOtherForm).test(writtenBefore(folded, border))
  const isInOnePassage = folded.passage[from] === folded.passage[to - 1]
  return isNear && isInOnePassage && isWordBorder(folded, from) && isWordBorder(folded, to)
}

/** Whether no word in spaced letters goes on over the place before this unit. */
function isWordBorder(folded: FoldedText, unit: number): boolean {
  const { letters } = folded
  if (unit <= 0 || unit >= letters.length || isApart(folded, unit)) return true
  return (
    wordScriptOf(letters.charAt(unit - 1)) !== 'spaced' || wordScriptOf(letters.charAt(unit)) !== 'spaced'
  )
}
