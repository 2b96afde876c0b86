import { cutLine } from '../../core/cut-text.ts'
import { data, type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'

/** UTF-16 units. A memo may have 5,000 characters, and stands in full below the sentence. */
const memoInSentence = 200

/** The partner's own code and memo. */
export function tellCode({ customer: { partnership } }: Gathered): Phrase[] {
  const code = partnership?.customerCode?.trim()
  const memo = partnership?.memo?.trim()
  return [
    code ? say('about.code.code', { code: data(code) }) : say('about.code.noCode'),
    memo ? say('about.code.memo', { memo: data(cutLine(memo, memoInSentence)) }) : say('about.code.noMemo'),
  ]
}
