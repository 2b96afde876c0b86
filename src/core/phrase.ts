import type { CalendarDate, Instant } from './calendar.ts'
import type { CodeSet } from './codes.ts'
import type { MessageKey } from './message-key.ts'

/** Something to say, free of any language: `text/` turns it into words for one reader. */
export type Phrase =
  /** A sentence of ours, with phrases or numbers for its placeholders; `count` picks the plural form. */
  | { readonly say: MessageKey; readonly with: Readonly<Record<string, Phrase | number>> }
  /** Text from outside (a name, a memo), made harmless before it is shown. */
  | { readonly data: string }
  /** A code of the Partner API, shown by name, or as it came when it has none. */
  | { readonly code: string; readonly of: CodeSet }
  | { readonly number: number }
  | { readonly date: CalendarDate }
  | { readonly instant: Instant; readonly zone: string }
  /** Parts on one line, set apart by a middle dot. */
  | { readonly parts: readonly Phrase[] }
  /** Words of a command line, set apart by spaces. */
  | { readonly words: readonly Phrase[] }
  /** Sentences, each on a line of its own. */
  | { readonly lines: readonly Phrase[] }

export function say(key: MessageKey, values: Readonly<Record<string, Phrase | number>> = {}): Phrase {
  return { say: key, with: values }
}

export const data = (text: string): Phrase => ({ data: text })
export const code = (of: CodeSet, value: string): Phrase => ({ code: value, of })
export const number = (value: number): Phrase => ({ number: value })
export const date = (on: CalendarDate): Phrase => ({ date: on })
export const instant = (at: Instant, zone: string): Phrase => ({ instant: at, zone })
export const parts = (...phrases: readonly Phrase[]): Phrase => ({ parts: phrases })
export const words = (...phrases: readonly Phrase[]): Phrase => ({ words: phrases })
export const lines = (...phrases: readonly Phrase[]): Phrase => ({ lines: phrases })
