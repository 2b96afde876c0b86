import type { Clause } from './clauses.ts'
import type { Matter } from './combine.ts'
import type { Intent } from './intent.ts'
import { type Heading, matterHeadings } from './question-words.ts'
import type { Understood } from './understood.ts'

/** Of ten letters of a question, this many may stay unexplained, and no more than `mostStrange` in all. */
const strangeShare = 0.1
const mostStrange = 2
/** Of what is said besides, for it to belong to the question. */
const besideShare = 0.25
/** Somebody who writes that much beside the question writes to somebody. */
const mostBeside = 400

/** Of a question that names nobody: so short that it goes on with something, and just short. */
const mostCurtLetters = 12
const mostShortLetters = 24
/** Asked of meetings and lunches as well. */
const anybodys: readonly Intent[] = ['plan', 'period', 'daysLeft', 'localTime']
/** Nobody has these but a customer. */
const customersOnly: readonly Intent[] = ['plan', 'options', 'domain', 'code']

const asksByItself: readonly Heading[] = ['questions', 'openers', 'endings']
const tells: readonly Heading[] = ['told', 'talk', 'reasons']
/** All that may stand in a question without the form of one: `10000001 renewal`. */
const curt: readonly Heading[] = [
  'followUps',
  'particles',
  'honorifics',
  'please',
  'questions',
  'endings',
  'requests',
]
/** With nothing but `please`, these are orders to do something: `please renew Acme`. */
const deeds: readonly Heading[] = ['renewal', 'scheduled', 'changes', 'begins', 'ends']

/** Whoever is named behind these is to hear it. */
const errands = /(?:tell|remind|告诉|告訴|告知|通知)$/

function isAsking({ headings, isQuestion, isLast }: Clause): boolean {
  if (asksByItself.some((heading) => headings.has(heading)) || (isQuestion && isLast)) return true
  return headings.has('requests') && !headings.has('told')
}

/** The clauses that ask, and those that say what about: not what was told before, and nobody else's words. */
export function findCore(clauses: readonly Clause[]): Clause[] {
  const others = foreignSentences(clauses)
  const heard = clauses.filter((clause, index) => {
    const next = clauses[index + 1]
    const isReported = next?.headings.has('told') === true && next.sentence === clause.sentence
    return !clause.isQuoted || !(isReported || others.has(clause.sentence))
  })
  const asking = new Set(heard.filter(isAsking).map(({ sentence }) => sentence))
  return heard.filter(
    (clause) =>
      isAsking(clause) ||
      (asking.size === 0 || asking.has(clause.sentence) ? isBeside(clause) : isCurt(clause)),
  )
}

/** Those with more in quotation marks than a name or a word. */
function foreignSentences(clauses: readonly Clause[]): ReadonlySet<number> {
  const foreign = clauses.filter((clause) => clause.isQuoted && (isAsking(clause) || clause.strange > 0))
  return new Set(foreign.map(({ sentence }) => sentence))
}

function isBeside(clause: Clause): boolean {
  return (
    clause.strange <= clause.letters * besideShare && !tells.some((heading) => clause.headings.has(heading))
  )
}

/** What a message is about, besides its form. */
interface Subject extends Matter {
  readonly hasCustomer: boolean
}

/** Judges by form; `core` are the clauses that the matter was found in. */
export function judge(
  clauses: readonly Clause[],
  core: readonly Clause[],
  subject: Subject,
): Understood['asks'] {
  if (!core.some(isAsking)) {
    const isTold = clauses.some(({ headings }) => headings.has('told') || headings.has('talk'))
    if (core.length === 0 || isTold || core.some(isOrder)) return 'no'
    return subject.hasCustomer && clauses.every(isCurt) ? 'surely' : 'maybe'
  }
  if (core.some((clause) => clause.headings.has('talk') || isOrder(clause) || isErrand(clause))) return 'no'
  if (!subject.hasCustomer && !isFollowUp(core, subject)) return 'maybe'
  if (isReport(clauses, core)) return 'maybe'

  const telling = core.filter((clause) => isAsking(clause) || clause.letters > clause.strange)
  const letters = telling.reduce((sum, clause) => sum + clause.letters, 0)
  const strange = core.reduce((sum, clause) => sum + clause.strange, 0)
  const beside = clauses.reduce((sum, clause) => sum + clause.letters, 0) - letters
  const isClear = strange <= Math.min(mostStrange, letters * strangeShare) && !core.some(hasStrangeWord)
  return isClear && beside <= mostBeside && !isAmongTalk(clauses, core) ? 'surely' : 'maybe'
}

/** What reads like a request may be a heading: `续约确认，已归档`. */
function isReport(clauses: readonly Clause[], core: readonly Clause[]): boolean {
  const isByForm = core.some(
    ({ headings, isQuestion }) => isQuestion || asksByItself.some((heading) => headings.has(heading)),
  )
  const last = clauses.at(-1)
  return !isByForm && last?.headings.has('told') === true && !isAsking(last)
}

/** A few words of what colleagues talk about say what is asked, not why: ライセンス追加、終わってます？ */
function isAmongTalk(clauses: readonly Clause[], core: readonly Clause[]): boolean {
  const asked = new Set(core.filter(isAsking).map(({ sentence }) => sentence))
  return clauses.some(
    ({ headings, sentence, letters }) =>
      headings.has('talk') && letters <= mostCurtLetters && asked.has(sentence),
  )
}

/** To do something, with nothing said of telling: `can you renew Acme`, `幫永信加購`. */
function isOrder({ tokens, headings }: Clause): boolean {
  if (!headings.has('please') || headings.has('requests') || headings.has('questions')) return false
  return (
    deeds.some((heading) => headings.has(heading)) ||
    tokens.some(({ word }, index) => word?.headings.has('please') && tokens[index + 1]?.kind === 'customer')
  )
}

/** To let the customer know: `can somebody tell Acme when it ends`, 告诉海蓝科技, 跟海蓝科技说一下. */
function isErrand({ tokens }: Clause): boolean {
  const said = tokens.filter(({ kind }) => kind !== 'mark')
  return said.some(({ kind }, index) => {
    const before = said[index - 1]?.word?.text ?? ''
    const after = said[index + 1]?.word?.text ?? ''
    return kind === 'customer' && (errands.test(before) || (before === '跟' && /^[说說讲講]/.test(after)))
  })
}

/**
 * Whoever names nobody has to point back, or to ask of what only a customer has, and in a few words: `MX?`. Else they
 * ask what is so in general, or about lunch.
 */
function isFollowUp(core: readonly Clause[], { intents, options }: Subject): boolean {
  if (core.some(({ headings }) => headings.has('followUps'))) return true
  const letters = core.reduce((sum, clause) => sum + clause.letters, 0)
  const isAlone = core.every(({ headings, strange }) => strange === 0 && !headings.has('greetings'))
  if (!isAlone) return false
  const isShort = core.every((clause) => isCurt(clause) && !clause.headings.has('questions'))
  if (isShort && letters <= mostCurtLetters) return !intents.some((intent) => anybodys.includes(intent))
  return (
    letters <= mostShortLetters &&
    options.length === 0 &&
    intents.every((intent) => customersOnly.includes(intent)) &&
    !core.some(({ headings }) => headings.has('free'))
  )
}

/** Latin words, katakana and numbers are whole words: one of them can turn everything. */
function hasStrangeWord({ tokens }: Clause): boolean {
  return tokens.some(
    ({ kind, script }) =>
      kind === 'other' && script !== 'hiragana' && script !== 'hangul' && script !== 'han',
  )
}

function isCurt({ tokens, strange }: Clause): boolean {
  if (strange > 0) return false
  const begins = tokens.findIndex(
    ({ kind, word }) => kind === 'customer' || (word && [...word.headings].some(isMatter)),
  )
  return tokens.every(({ kind, word }, index) => {
    if (kind !== 'word' || !word || word.options.length > 0) return kind !== 'other'
    if ([...word.headings].some((heading) => curt.includes(heading) || isMatter(heading))) return true
    // Behind the matter it would be a remark: `the admin is great`.
    return word.headings.has('greetings') && (begins < 0 || index < begins)
  })
}

function isMatter(heading: Heading): boolean {
  return (matterHeadings as readonly Heading[]).includes(heading)
}
