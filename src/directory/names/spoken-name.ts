import { foldText, isApart } from './fold-text.ts'
import { formsAtFirst, formsAtLast } from './forms-around.ts'
import { isLegalForm, withoutInnerForms } from './legal-forms.ts'

/** A company's name as people say it. */
export interface SpokenName {
  /** Folded, without legal forms in front and behind; empty where there is nothing else. */
  readonly core: string
  /** The same without those in the midst of it, as in そらまめ株式会社東京支店. */
  readonly short: string
  /** Where in `core` something has stood between words. */
  readonly starts: readonly number[]
  /** What was taken off, written long. */
  readonly forms: readonly string[]
}

export function toSpokenName(companyName: string): SpokenName {
  const folded = foldText(companyName.normalize('NFKC'))
  const { letters } = folded
  const front = formsAtFirst(folded)
  const back = formsAtLast(folded)
  const isNamed = front.to < back.from && !isLegalForm(letters.slice(front.to, back.from))
  if (!isNamed) return { core: '', short: '', starts: [], forms: [] }

  const core = letters.slice(front.to, back.from)
  const starts: number[] = []
  for (let unit = front.to; unit < back.from; unit += 1) {
    if (isApart(folded, unit)) starts.push(unit - front.to)
  }
  return { core, short: withoutInnerForms(core), starts, forms: [...front.forms, ...back.forms] }
}
