import { parseCalendarDate } from './calendar.ts'
import type { ArgumentValues, Takes } from './command.ts'
import { parseDomainId } from './customer.ts'
import { readDigest } from './digest-arguments.ts'
import { parseExactId } from './exact-id.ts'
import { readExpiring } from './expiring-arguments.ts'
import { type Item, parseItem } from './item.ts'
import { readLanguage } from './language-arguments.ts'
import { isMisunderstanding, type Misunderstanding, tooManyWords } from './misunderstanding.ts'
import type { OptionId } from './option.ts'
import { readAbout } from './question/about.ts'

/** Finds options by what people call them. */
export type FindOption = (text: string) => OptionId | undefined

/** What a person wrote, fitted to what the command takes; the customer is still to be found. */
export type TypedArguments = Partial<Omit<ArgumentValues, 'customer'>> & { readonly customer?: string }

/**
 * Fits words to what a command takes. A customer may be several words; quotes keep words together. `findOption` knows
 * options by ID and by name in every language; an ID that it does not know is passed on as it is, because new ones
 * may appear at any time.
 */
export function readArguments(
  takes: Takes,
  words: readonly string[],
  findOption: FindOption,
): TypedArguments | Misunderstanding {
  if (takes.customer) return readCustomer(takes, words, findOption)
  if (takes.window) {
    const window = readExpiring(words)
    return window ? { window } : { problem: 'notWindow', text: words.join(' ') }
  }
  if (takes.language) {
    const language = readLanguage(words)
    return language ? { language } : { problem: 'notLanguage', text: words.join(' ') }
  }
  if (takes.digest) {
    const digest = readDigest(words)
    return isMisunderstanding(digest) ? digest : { digest }
  }
  if (takes.item) return readItem(takes, words)
  if (takes.about) {
    const about = readAbout(words)
    return about ? { about } : { problem: 'notAbout', text: words.join(' ') }
  }
  if (takes.load) {
    const [load, ...surplus] = words
    return load && surplus.length === 0 ? { load } : { problem: 'notLoad', text: words.join(' ') }
  }
  if (!takes.command) return words.length > 0 ? tooManyWords(words) : {}
  const [command, ...rest] = words
  if (rest.length > 0) return tooManyWords(rest)
  return command ? { command: command.replace(/^\//, '').toLowerCase() } : {}
}

function readCustomer(
  takes: Takes,
  words: readonly string[],
  findOption: FindOption,
): TypedArguments | Misunderstanding {
  const [first, ...rest] = words
  if (!first) return { problem: 'missingCustomer', text: '' }
  const end = takes.option ? findTrailingOption(words, findOption) : undefined
  if (end) return { customer: words.slice(0, end.at).join(' '), option: end.option }
  if (takes.option !== 'required') return { customer: words.join(' ') }
  // Behind an ID every word was meant for the option; behind a name nobody can tell where the name ends.
  const isBehindId = isDomainId(first) && rest.length > 0
  return isBehindId
    ? { problem: 'unknownOption', text: rest.join(' ') }
    : { problem: 'missingOption', text: '' }
}

function readItem(takes: Takes, [text, ...rest]: readonly string[]): TypedArguments | Misunderstanding {
  if (text === undefined) return { problem: 'missingItem', text: '' }
  const item = parseItem(text)
  if (!item) return { problem: 'notItem', text }
  if (takes.date) return readDate(item, rest)
  const isOver = takes.over !== undefined && rest[0]?.toLowerCase() === 'over'
  const surplus = isOver ? rest.slice(1) : rest
  if (surplus.length > 0) return tooManyWords(surplus)
  return isOver ? { item, over: true } : { item }
}

function readDate(item: Item, [text, ...surplus]: readonly string[]): TypedArguments | Misunderstanding {
  if (text === undefined) return { problem: 'missingDate', text: '' }
  const date = parseCalendarDate(text)
  if (!date) return { problem: 'notDate', text }
  return surplus.length > 0 ? tooManyWords(surplus) : { item, date }
}

/**
 * What is wrong with words that name no customer, where they begin with a domain ID: those behind it. Undefined
 * where they do not.
 */
export function explainUnknownCustomer(takes: Takes, customer: string): Misunderstanding | undefined {
  const [first = '', ...rest] = customer.split(/\s+/)
  if (rest.length === 0 || !isDomainId(first)) return undefined
  return takes.option ? { problem: 'unknownOption', text: rest.join(' ') } : tooManyWords(rest)
}

/** The longest names of options have eight words; trying more would only make long lines slow. */
const mostOptionWords = 12

/** An option that has no name yet still has an ID of this form. */
const optionIdForm = /^[A-Z][A-Z0-9_]{1,19}$/

/** Behind a name this alone tells an ID from a word in capitals, such as the CORP of ACME CORP. */
const unlikeAWord = /_|\d$/

/** The longest trailing words that name an option, and where they begin; the first word is never one of them. */
function findTrailingOption(
  words: readonly string[],
  findOption: FindOption,
): { at: number; option: OptionId } | undefined {
  for (let at = Math.max(1, words.length - mostOptionWords); at < words.length; at += 1) {
    const option = findOption(words.slice(at).join(' '))
    if (option) return { at, option }
  }
  const at = words.length - 1
  const last = words[at] ?? ''
  const isBehindId = at === 1 && isDomainId(words[0] ?? '')
  const isId = at > 0 && optionIdForm.test(last) && (isBehindId || unlikeAWord.test(last))
  return isId ? { at, option: last as OptionId } : undefined
}

function isDomainId(word: string): boolean {
  return (parseDomainId(word) ?? parseExactId(word)) !== undefined
}
