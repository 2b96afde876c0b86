import type { ErrorCode } from './errors.ts'
import type { Locale } from './locale.ts'
import type { Phrase } from './phrase.ts'

/** An answer, free of platform and language. */
export interface Card {
  /** `error`: the question could not be answered; `usage`: it could not be understood. */
  readonly kind: 'answer' | 'usage' | 'error'
  /** Of an `error`, where it is one of the desk's. */
  readonly code?: ErrorCode
  readonly title: Phrase
  /** The answer in a sentence: also what a notification or a screen reader gets to hear first. */
  readonly lead?: Phrase
  readonly facts: readonly Fact[]
  readonly sections: readonly Section[]
  readonly actions: readonly Action[]
  /** The language to speak in whatever the reader's is; for an answer that has just changed it. */
  readonly locale?: Locale
  /** Small print: when it was read, which zone, what could not be read. */
  readonly notes: readonly Phrase[]
}

export interface Fact {
  readonly label: Phrase
  readonly value: Phrase
  /** What can be done about just this. */
  readonly action?: Action
  /** Where it can be seen, a web address. */
  readonly link?: string
}

/** One contract, option or task of a list. A platform may put sections on further pages, never drop one. */
export interface Section {
  readonly title: Phrase
  readonly facts: readonly Fact[]
}

/**
 * A button. `command` is a line that the person could have typed, such as `options 10000001`.
 * `open` asks it, `refresh` asks it past the cache, `share` shows its answer to the room.
 */
export interface Action {
  readonly kind: 'open' | 'refresh' | 'share'
  readonly label: Phrase
  readonly command: string
}

/** Fills in what a card does not need. */
export function card(given: Pick<Card, 'title'> & Partial<Card>): Card {
  return { kind: 'answer', facts: [], sections: [], actions: [], notes: [], ...given }
}

/**
 * A card in one reader's words: every string plain text, cleared of control and direction-override characters
 * but not escaped for any platform and of any length.
 */
export interface SpokenCard {
  readonly kind: Card['kind']
  readonly locale: Locale
  readonly title: string
  readonly lead?: string
  readonly facts: readonly SpokenFact[]
  readonly sections: readonly SpokenSection[]
  readonly actions: readonly SpokenAction[]
  readonly notes: readonly string[]
}

export interface SpokenFact {
  readonly label: string
  readonly value: string
  readonly action?: SpokenAction
  readonly link?: string
}

export interface SpokenSection {
  readonly title: string
  readonly facts: readonly SpokenFact[]
}

export interface SpokenAction {
  readonly kind: Action['kind']
  readonly label: string
  readonly command: string
}
