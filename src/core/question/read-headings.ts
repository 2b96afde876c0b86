import type { Clause } from './clauses.ts'
import type { Token } from './cut-words.ts'
import type { Heading } from './question-words.ts'
import { accounts, having, joins, links, sources } from './turning-words.ts'
import type { Word } from './word-tree.ts'

/** Whether something of a heading is asked for. */
export type AsksFor = (heading: Heading) => boolean

/**
 * Words that stand for something else where they stand are left out: `change` makes of `plan change` a change, of
 * whatever.
 */
export function readHeadings(clauses: readonly Clause[]): AsksFor {
  const headings = new Set<Heading>()
  for (const { tokens, headings: all } of clauses) {
    for (const heading of all) if (!isOpenTo(heading)) headings.add(heading)
    const words = tokens.filter(({ kind, word }) => kind !== 'mark' && !isLink(word))
    if (tokens.some((token) => isBeginning(token, all))) headings.add('begins')
    if (tokens.some((_, index) => isSpan(tokens, index))) headings.add('spans')
    words.forEach(({ word }, index) => {
      for (const heading of word?.headings ?? []) {
        if (isKind(heading) && !isModifier(heading, words, index)) headings.add(heading)
      }
    })
  }
  return (heading) => headings.has(heading)
}

const kinds: readonly Heading[] = ['plan', 'free', 'options', 'licenses', 'renewal', 'contact']
const smallWords: readonly Heading[] = ['particles', 'around']
const ofAccounts = ['localTime', 'contact', 'code'] as const satisfies readonly Heading[]

function isKind(heading: Heading): boolean {
  return kinds.includes(heading)
}

/** What else stands there decides whether it is said of these. */
function isOpenTo(heading: Heading): boolean {
  return isKind(heading) || heading === 'begins' || heading === 'spans'
}

/** 開通 is to begin and to have; it begins something where a day is asked for. */
function isBeginning({ word }: Token, all: ReadonlySet<Heading>): boolean {
  return word?.headings.has('begins') === true && (!word.headings.has('holds') || all.has('when'))
}

/** How much is left of a period is no question for the period (the term left), and its end is one (期間が切れたら). */
function isSpan(tokens: readonly Token[], at: number): boolean {
  if (!tokens[at]?.word?.headings.has('spans')) return false
  const next = tokens.slice(at + 1).find(({ word }) => !word?.headings.has('particles'))
  if (next?.word?.headings.has('ends')) return false
  const isRest = (token: Token) => token.word?.headings.has('rest') || token.word?.headings.has('daysLeft')
  const joinBefore = tokens.findLastIndex((token, index) => index < at && isJoin(token))
  const joinAfter = tokens.findIndex((token, index) => index > at && isJoin(token))
  return !tokens.slice(joinBefore + 1, joinAfter < 0 ? tokens.length : joinAfter).some(isRest)
}

function isJoin({ word }: Token): boolean {
  return word !== undefined && joins.includes(word.text)
}

function isLink(word: Word | undefined): boolean {
  return word !== undefined && links.includes(word.text)
}

/** So is `free` in `free trial`; the administrator who called is not asked for, nor a cancellation that is booked. */
function isModifier(heading: Heading, words: readonly Token[], at: number): boolean {
  const after = words[at + 1]
  if (heading === 'contact') return isTelling(after) || isSource(words.slice(at + 1))
  if (heading === 'licenses' && accounts.includes(words[at]?.word?.text ?? '')) return isAccounts(words, at)
  if (heading === 'renewal') return isBooked(words.slice(at + 1)) || isBooking(words.slice(0, at))
  if ((heading === 'plan' || heading === 'free') && after?.word?.headings.has('trial')) return true
  return isChange(after) || isChange(words[at - 1])
}

/** 账户设置的时区, アカウントの管理者: nothing but small words stands between an account and what is asked of it. */
function isAccounts(words: readonly Token[], at: number): boolean {
  const next = words
    .slice(at + 1)
    .find((token) => !isOf(token, [...smallWords, 'questions']) || isJoin(token) || isOf(token, ofAccounts))
  return (next !== undefined && isOf(next, ofAccounts)) || isChange(words[at + 1]) || isChange(words[at - 1])
}

function isChange(token: Token | undefined): boolean {
  return token?.word?.headings.has('changes') === true || token?.word?.headings.has('scheduled') === true
}

/** 取消預約, 解約とか増量の予約: nothing but other changes stands before what is booked. */
function isBooked(behind: readonly Token[]): boolean {
  const next = behind.find(
    (token) => !isOf(token, ['particles', 'around', 'changes', 'renewal']) || isJoin(token),
  )
  return next !== undefined && isOf(next, ['scheduled']) && !isJoin(next)
}

/** 預約取消, 予約で解約. */
function isBooking(before: readonly Token[]): boolean {
  const last = before.findLast((token) => !isOf(token, ['particles']) || isJoin(token))
  return last !== undefined && isOf(last, ['scheduled'])
}

function isOf({ word }: Token, wanted: readonly Heading[]): boolean {
  return word !== undefined && wanted.some((heading) => word.headings.has(heading))
}

/** Behind a person: 管理者から, the admin asked, 管理員打來問. */
function isTelling(token: Token | undefined): boolean {
  const word = token?.word
  if (word === undefined || having.includes(word.text)) return false
  return word.headings.has('told') || isSaying(word)
}

/** 对接人刚在微信上问. */
function isSource(behind: readonly Token[]): boolean {
  const next = behind.find(
    ({ word }) => !word || isSaying(word) || !smallWords.some((heading) => word.headings.has(heading)),
  )
  return next?.word !== undefined && isSaying(next.word)
}

function isSaying({ text, headings }: Word): boolean {
  return sources.includes(text) || (/[问問]$/.test(text) && !headings.has('requests'))
}
