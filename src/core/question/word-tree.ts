import type { Locale } from '../locale.ts'
import type { OptionId } from '../option.ts'
import { foldWord } from './fold-words.ts'
import { type Heading, headings, matterHeadings, type QuestionWords } from './question-words.ts'
import { scriptOf } from './script-of.ts'

/** What is known of a word, in whatever lists it stands. */
export interface Word {
  readonly text: string
  readonly headings: ReadonlySet<Heading>
  /** Whose lists have it; none for the names of options. */
  readonly locales: ReadonlySet<Locale>
  readonly options: readonly OptionId[]
}

/** The words of all lists, letter by letter. */
export interface WordNode {
  readonly next: Map<number, WordNode>
  word: Word | undefined
}

/** All words, each once, with everything that the lists say of it. */
export function gatherWords({ lists, optionNames }: QuestionWords): Map<string, Word> {
  const words = new Map<string, Word>()
  const add = (
    name: string,
    heading: Heading | undefined,
    locale: Locale | undefined,
    ids: readonly OptionId[],
  ) => {
    const text = foldWord(name)
    if (text === '') return
    const known = words.get(text)
    words.set(text, {
      text,
      headings: new Set([...(known?.headings ?? []), ...(heading ? [heading] : [])]),
      locales: new Set([...(known?.locales ?? []), ...(locale ? [locale] : [])]),
      options: known && known.options.length > 0 ? known.options : ids,
    })
  }
  for (const { name, options } of optionNames) add(name, undefined, undefined, options)
  for (const [locale, list] of Object.entries(lists) as [Locale, QuestionWords['lists'][Locale]][]) {
    for (const heading of headings) for (const name of list[heading]) add(name, heading, locale, [])
  }
  for (const [text, word] of words) {
    if (matterHeadings.some((heading) => word.headings.has(heading)) && holdsQuestion(text, words)) {
      words.set(text, { ...word, headings: new Set([...word.headings, 'questions']) })
    }
  }
  return words
}

/** The longest question words that stand within others: 什麼時候, how many. */
const mostQuestionLetters = { latin: 8, others: 5 }

/** Whether a question word begins it or, in scripts without spaces, stands in it: how many seats, 還剩幾天. */
function holdsQuestion(text: string, words: ReadonlyMap<string, Word>): boolean {
  const isLatin = scriptOf(text.charCodeAt(0)) === 'latin'
  const most = isLatin ? mostQuestionLetters.latin : mostQuestionLetters.others
  for (let from = 0; from < (isLatin ? 1 : text.length); from += 1) {
    for (let to = from + (isLatin ? 3 : 1); to < text.length && to - from <= most; to += 1) {
      if (words.get(text.slice(from, to))?.headings.has('questions')) return true
    }
  }
  return false
}

/** A tree to walk along a text, so that all words are looked for at once. */
export function plantTree(words: Iterable<Word>): WordNode {
  const root: WordNode = { next: new Map(), word: undefined }
  for (const word of words) {
    let node = root
    for (let at = 0; at < word.text.length; at += 1) {
      const unit = word.text.charCodeAt(at)
      const next = node.next.get(unit) ?? { next: new Map(), word: undefined }
      node.next.set(unit, next)
      node = next
    }
    node.word = word
  }
  return root
}
