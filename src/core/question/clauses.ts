import type { Token } from './cut-words.ts'
import type { Heading } from './question-words.ts'

/** A part of a sentence. */
export interface Clause {
  readonly tokens: readonly Token[]
  readonly headings: ReadonlySet<Heading>
  /** Which of the sentences it belongs to. */
  readonly sentence: number
  /** The sentence ends in a question mark. */
  readonly isQuestion: boolean
  readonly isLast: boolean
  /** It stands between quotation marks: somebody else said it, or it is a name. */
  readonly isQuoted: boolean
  /** Letters and digits, and how many of these no list explains. */
  readonly letters: number
  readonly strange: number
}

const sentenceEnds = '。!?\n…;'
const clauseEnds = '、,:()（）「」『』【】"“”—–→|/=+*#@%&・<>[]{}'
const asides: readonly Heading[] = ['particles', 'greetings', 'please', 'honorifics', 'followUps']
const asksOfThem = /^(?:is|are|do|does|did|has|have|will)(?:it|they|the|their)$/
const opening = '「『“'
const closing = '」』”'

/** Cuts what was said into sentences, and these where commas, brackets or words such as `ので` or `so` part them. */
export function findClauses(text: string, tokens: readonly Token[]): Clause[] {
  const sentences: { parts: { tokens: Token[]; isQuoted: boolean }[]; isQuestion: boolean }[] = []
  let parts: { tokens: Token[]; isQuoted: boolean }[] = []
  let part: Token[] = []
  let isQuoted = false
  const endPart = () => {
    if (part.length > 0) parts.push({ tokens: part, isQuoted })
    part = []
  }
  const endSentence = (isQuestion: boolean) => {
    endPart()
    const last = sentences.at(-1)
    // `?!` and `??` are one end.
    if (parts.length === 0) {
      if (last && isQuestion) last.isQuestion = true
      return
    }
    sentences.push({ parts, isQuestion })
    parts = []
  }

  for (const [index, token] of tokens.entries()) {
    const mark = token.kind === 'mark' ? (text[token.from] ?? '') : ''
    if (mark === '') {
      if (beginsAnother(tokens, index)) endPart()
      part.push(token)
      if (token.word?.headings.has('reasons')) endPart()
      continue
    }
    const isDot = mark === '.' && /^(?:[\s.]|$)/.test(text.slice(token.to, token.to + 1))
    if (opening.includes(mark) || (mark === '"' && !isQuoted)) {
      endPart()
      isQuoted = true
    } else if (closing.includes(mark) || mark === '"') {
      endPart()
      isQuoted = false
    } else if (isQuoted && sentenceEnds.includes(mark)) endPart()
    else if (sentenceEnds.includes(mark) || isDot) endSentence(mark === '?')
    else if (clauseEnds.includes(mark) || isDash(text, token)) endPart()
  }
  endSentence(false)
  return sentences.flatMap(({ parts: inside, isQuestion }, sentence) =>
    inside.map((one, index) => toClause(one, sentence, isQuestion, index === inside.length - 1)),
  )
}

/** English puts no comma where a second question begins: `do they have Drive and when does it end`. */
function beginsAnother(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word
  if (word?.text === 'and') {
    const next = tokens.slice(index + 1).find(({ kind }) => kind !== 'mark')?.word
    return next !== undefined && (next.headings.has('questions') || asksOfThem.test(next.text))
  }
  return word?.headings.has('questions') === true && word.text.startsWith('and')
}

/** A dash between spaces; within words it is a joiner. */
function isDash(text: string, { from, to }: Token): boolean {
  return text[from] === '-' && text[from - 1] === ' ' && text[to] === ' '
}

function toClause(
  { tokens, isQuoted }: { tokens: readonly Token[]; isQuoted: boolean },
  sentence: number,
  isQuestion: boolean,
  isLast: boolean,
): Clause {
  const headings = new Set<Heading>()
  let letters = 0
  let strange = 0
  const first = tokens.findIndex((token) => !isAside(token))
  const last = tokens.findLastIndex((token) => !isAside(token))
  tokens.forEach((token, index) => {
    const size = token.to - token.from
    for (const heading of token.word?.headings ?? []) {
      if (heading === 'openers' && index !== first) continue
      if (heading === 'endings' && index < last) continue
      headings.add(heading)
    }
    if (token.kind !== 'customer') letters += size
    // A single character of Han is as much as a syllable or two.
    if (isStrange(tokens, index)) strange += token.script === 'han' ? size * 2 : size
  })
  return { tokens, headings, sentence, isQuestion, isLast, isQuoted, letters, strange }
}

/** What may stand before the beginning of a clause and behind its end: `and`, `hi`, `please`. */
function isAside({ word }: Token): boolean {
  return (
    word !== undefined &&
    word.options.length === 0 &&
    [...word.headings].every((heading) => asides.includes(heading))
  )
}

/** Left over, or a particle of one letter before or amid what is left over: 가 and 이 are no particles in 가이드. */
function isStrange(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]
  if (!token) return false
  if (token.kind === 'other') return true
  if (token.kind !== 'word' || token.to - token.from > 1 || !token.word?.headings.has('particles'))
    return false
  const next = tokens[index + 1]
  if (!(next?.kind === 'other' && next.from === token.to && next.script === token.script)) return false
  const before = tokens[index - 1]
  return !before || before.to < token.from || before.kind === 'other'
}
