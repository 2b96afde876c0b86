import type { DomainId } from '../customer.ts'
import type { Locale } from '../locale.ts'
import type { OptionId } from '../option.ts'
import type { CustomerMention } from './customer-names.ts'
import type { Intent } from './intent.ts'

/** What was made out of somebody's words. */
export interface Understood {
  /** In the order in which they are named. */
  readonly customers: readonly CustomerMention[]
  /** Digits in the form of a domain ID that no customer in the copy has. */
  readonly unknownIds: readonly DomainId[]
  /** In the order of `intents`. */
  readonly intents: readonly Intent[]
  readonly options: readonly OptionId[]
  /** What it is written in; undefined where it could be several. */
  readonly locale: Locale | undefined
  /**
   * Whether it asks for facts. `surely`: by its form, and hardly a word is left unexplained; `no`: it tells, or talks
   * of something else.
   */
  readonly asks: 'surely' | 'maybe' | 'no'
  /** What no list explains, as it was written; maybe the name of somebody, misspelt. */
  readonly unexplained: string
  /** Nothing but thanks, a greeting or the like, or nothing at all. */
  readonly isIdle: boolean
  /** Nothing but customers: `10000001`. */
  readonly isBare: boolean
}
