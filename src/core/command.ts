import { type DomainId, parseDomainId } from './customer.ts'
import type { OptionId } from './option.ts'

/** Everything that can be asked. */
export type CommandName =
  | 'customer'
  | 'subscriptions'
  | 'options'
  | 'renewal'
  | 'scheduled'
  | 'contact'
  | 'help'

/** What a command takes, in the order in which it is typed. */
export type Takes = Readonly<Partial<Record<keyof ArgumentValues, 'required' | 'optional'>>>

export interface ArgumentValues {
  readonly customer: DomainId
  readonly option: OptionId
  readonly command: string
}

export type Arguments<T extends Takes> = {
  readonly [K in keyof T & keyof ArgumentValues]: T[K] extends 'required'
    ? ArgumentValues[K]
    : ArgumentValues[K] | undefined
}

/** One command: parsing, help and Slack's manifest all read this. */
export interface CommandSpec<T extends Takes = Takes> {
  readonly name: CommandName
  readonly takes: T
  /** Arguments that make a working example. */
  readonly example: string
  /** Registered in Slack under its own name; every command also answers to `/desk NAME`. */
  readonly hasSlash: boolean
  /** Reached by a button, left out of help, and never shown to a room. */
  readonly isPrivate: boolean
}

/** Why a command line was not understood; `text` is what the person wrote there. */
export interface Misunderstanding {
  readonly problem: 'missingCustomer' | 'notDomainId' | 'missingOption' | 'unknownOption' | 'tooManyWords'
  readonly text: string
}

/** Words of a command line: full width folded, invisible characters of a paste dropped, quoted words kept together. */
export function splitWords(line: string): string[] {
  const folded = line
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[“”„「」『』]/g, '"')
  return [...folded.matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map((match) => (match[1] ?? match[2] ?? '').trim())
    .filter(Boolean)
}

/** An option that has no name yet still has an ID of this form. */
const optionIdForm = /^[A-Z][A-Z0-9_]{1,19}$/

/**
 * Fits words to what a command takes. `findOption` knows options by ID and by name in every language;
 * an ID that it does not know is passed on as it is, because new ones may appear at any time.
 */
export function readArguments<T extends Takes>(
  takes: T,
  words: readonly string[],
  findOption: (text: string) => OptionId | undefined,
): Arguments<T> | Misunderstanding {
  const rest = [...words]
  const found: { -readonly [K in keyof ArgumentValues]?: ArgumentValues[K] | undefined } = {}

  if (takes.customer) {
    const word = rest.shift()
    if (!word) return { problem: 'missingCustomer', text: '' }
    const domainId = parseDomainId(word)
    if (!domainId) return { problem: 'notDomainId', text: [word, ...rest].join(' ') }
    found.customer = domainId
  }
  if (takes.option) {
    const text = rest.splice(0).join(' ')
    if (!text && takes.option === 'required') return { problem: 'missingOption', text }
    if (text) {
      const option = findOption(text) ?? (optionIdForm.test(text) ? (text as OptionId) : undefined)
      if (!option) return { problem: 'unknownOption', text }
      found.option = option
    }
  }
  if (takes.command) found.command = rest.shift()?.replace(/^\//, '').toLowerCase()

  if (rest.length > 0) return { problem: 'tooManyWords', text: rest.join(' ') }
  return found as Arguments<T>
}

export function isMisunderstanding(value: object): value is Misunderstanding {
  return 'problem' in value
}
