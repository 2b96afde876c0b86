import { type Locale, parseLocale } from './locale.ts'

/** A language to speak in from now on; `auto`: whatever the profile says. Without a choice the state is asked for. */
export interface LanguageWish {
  readonly of: 'person' | 'room'
  readonly choice: Locale | 'auto' | undefined
}

/** Reads `[room] [LOCALE|auto]`; undefined for everything else. */
export function readLanguage(words: readonly string[]): LanguageWish | undefined {
  const isRoom = words[0]?.toLowerCase() === 'room'
  const [choice, ...surplus] = isRoom ? words.slice(1) : words
  if (surplus.length > 0) return undefined
  const of = isRoom ? 'room' : 'person'
  if (choice === undefined) return { of, choice }
  if (choice.toLowerCase() === 'auto') return { of, choice: 'auto' }
  const locale = parseLocale(choice)
  return locale && { of, choice: locale }
}
