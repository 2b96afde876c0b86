import { findCore, judge } from './asking.ts'
import { type Clause, findClauses } from './clauses.ts'
import { cleanText } from './clean-text.ts'
import { combine } from './combine.ts'
import type { CustomerMention, CustomerNames } from './customer-names.ts'
import { cutWords, type Token } from './cut-words.ts'
import { fileMisspellings } from './misspelling.ts'
import { isMisspelt } from './misspelt-names.ts'
import { findNameParts } from './name-parts.ts'
import { createTellLanguage } from './question-language.ts'
import { type Heading, matterHeadings, type QuestionWords } from './question-words.ts'
import type { Script } from './script-of.ts'
import type { Understood } from './understood.ts'
import { findUnknownIds, isOtherNumber } from './unknown-ids.ts'
import { gatherWords, plantTree } from './word-tree.ts'

/** People put lines of code and logs into chats without any marks around them. */
const looksLikeCode = /[{}]|=>|[=!<>]=|\/\/|&&|\|\||;\s*$|\w\(|\w=\w/m

export type Understand = (text: string, names: CustomerNames) => Understood

/** Makes what understands questions out of the word lists of all languages at once, because people mix them. */
export function createUnderstand(words: QuestionWords): Understand {
  const known = gatherWords(words)
  const tree = plantTree(known.values())
  const misspellings = fileMisspellings(known.values())
  const tellLanguage = createTellLanguage(words)

  return (text, names) => {
    const said = cleanText(text)
    const mentioned = names.mentionedIn(said)
    const cut = cutWords(said, mentioned, tree, misspellings)
    const full = withoutOtherNumbers(mentioned, cut)
    const first = full.length < mentioned.length ? cutWords(said, full, tree, misspellings) : cut
    const parts = namedInPart(said, first, full, names)
    const customers = [...full, ...parts].toSorted((a, b) => a.from - b.from)
    const tokens = parts.length > 0 ? cutWords(said, customers, tree, misspellings) : first

    const unknown = findUnknownIds(said, tokens)
    const rest = tokens.filter((token) => !unknown.tokens.has(token))
    const clauses = findClauses(said, rest)
    const core = findCore(clauses)
    const others = clauses.filter((clause) => !core.includes(clause))
    const inCore = combine(core, others)
    const isInCore = inCore.intents.length > 0
    const { intents, options } = isInCore ? inCore : combine(clauses, [])

    const asks = judge(clauses, core, { hasCustomer: customers.length > 0, intents, options })
    const isGuess =
      !isInCore || looksLikeCode.test(said) || parts.some((mention) => isMisspelt(said, mention))
    // What is said after the question names nobody whom it is about.
    const last = core.at(-1)?.sentence
    const end = clauses.findLast(({ sentence }) => sentence === last)?.tokens.at(-1)?.to ?? said.length
    const unexplained = leftOver(said, rest, end)
    const isPlain = leftOver(said, rest, said.length) === '' && intents.length === 0 && options.length === 0
    const isNamed = customers.length > 0 || unknown.ids.length > 0
    return {
      customers,
      unknownIds: unknown.ids,
      intents,
      options,
      locale: tellLanguage(said, rest),
      asks: isGuess && asks === 'surely' ? 'maybe' : asks,
      unexplained,
      isIdle: isPlain && !isNamed && !asksAnything(clauses),
      isBare: isPlain && isNamed,
    }
  }
}

/** The number of an order or a ticket may be somebody's ID. */
function withoutOtherNumbers(
  mentions: readonly CustomerMention[],
  tokens: readonly Token[],
): readonly CustomerMention[] {
  return mentions.filter(({ by, from }) => {
    const index = tokens.findIndex((token) => token.from === from)
    return by !== 'id' || index < 0 || !isOtherNumber(tokens, index)
  })
}

/** Where customers are named in full, a part counts only right beside them: `Acme and Northwind Traders`. */
function namedInPart(
  text: string,
  tokens: readonly Token[],
  full: readonly CustomerMention[],
  names: CustomerNames,
): CustomerMention[] {
  if (full.length === 0) return findNameParts(text, tokens, names)
  return findNameParts(text, tokens, names).filter(
    (part) => part.candidates.length === 1 && full.some((mention) => isBeside(tokens, part, mention)),
  )
}

function isBeside(tokens: readonly Token[], part: CustomerMention, mention: CustomerMention): boolean {
  const [from, to] = part.from < mention.from ? [part.to, mention.from] : [mention.to, part.from]
  const between = tokens.filter((token) => token.from >= from && token.to <= to)
  return between.every(
    ({ kind, word }) => kind === 'mark' || isOf(word?.headings, ['particles', 'honorifics']),
  )
}

function isOf(headings: ReadonlySet<Heading> | undefined, wanted: readonly Heading[]): boolean {
  return headings !== undefined && wanted.some((heading) => headings.has(heading))
}

/** Fewer letters that stand together are no name: る, 볼, rn. */
const leastOfName: Partial<Record<Script, number>> = { latin: 3, hiragana: 3 }
const leastOfOthers = 2

function leftOver(text: string, tokens: readonly Token[], end: number): string {
  const left: { from: number; to: number; least: number; around: number }[] = []
  tokens.forEach(({ kind, from, to, script }, index) => {
    if (kind !== 'other' || from >= end) return
    const least = leastOfName[script] ?? leastOfOthers
    // Of a name too, single letters may look like words: 大 in 大同.
    const around = [tokens[index - 1], tokens[index + 1]].filter(
      (next) => next?.kind === 'word' && next.to - next.from === 1 && (next.to === from || next.from === to),
    ).length
    const last = left.at(-1)
    if (last?.to !== from) left.push({ from, to, least, around })
    else
      left[left.length - 1] = {
        from: last.from,
        to,
        least: Math.min(last.least, least),
        around: last.around + around,
      }
  })
  return left
    .filter(({ from, to, least, around }) => to - from + around >= least)
    .map(({ from, to }) => text.slice(from, to))
    .join(' ')
}

function asksAnything(clauses: readonly Clause[]): boolean {
  return clauses.some(({ headings }) =>
    isOf(headings, ['questions', 'endings', 'requests', 'talk', ...matterHeadings]),
  )
}
