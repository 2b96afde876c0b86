import type { CalendarDate } from './calendar.ts'
import type { DomainId } from './customer.ts'
import type { DigestWish } from './digest-arguments.ts'
import type { ExpiringWish } from './expiring-arguments.ts'
import type { Item } from './item.ts'
import type { LanguageWish } from './language-arguments.ts'
import type { OptionId } from './option.ts'
import type { About } from './question/about.ts'

/** Everything that can be asked. */
export type CommandName =
  | 'customer'
  | 'subscriptions'
  | 'options'
  | 'renewal'
  | 'scheduled'
  | 'expiring'
  | 'digest'
  | 'language'
  | 'contact'
  | 'claim'
  | 'release'
  | 'item'
  | 'snooze'
  | 'done'
  | 'reopen'
  | 'about'
  | 'wrong'
  | 'help'

/** What a command takes, in the order in which it is typed. */
export type Takes = Readonly<Partial<Record<keyof ArgumentValues, 'required' | 'optional'>>>

export interface ArgumentValues {
  readonly customer: DomainId
  readonly option: OptionId
  readonly command: string
  readonly window: ExpiringWish
  readonly digest: DigestWish
  readonly item: Item
  /** From whoever has it. */
  readonly over: true
  readonly date: CalendarDate
  readonly language: LanguageWish
  readonly about: About
  /** What a button carries, in one word. */
  readonly load: string
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
  /** Reached by a button, and left out of help and of what platforms register. */
  readonly isHidden: boolean
  /** Never shown to a room. */
  readonly isPrivate: boolean
}
