import type { Reader } from '../core/call.ts'
import { type Card, card } from '../core/card.ts'
import { type Phrase, say } from '../core/phrase.ts'

/** What is missing where the store cannot be asked, said once whatever it is. */
export const storeNote: Phrase = say('note.storeDown')

/** The same card, and where the reader's chosen language could not be asked for, that the store is out of order. */
export function withStoreNote(given: Card, { isChoiceUnknown = false }: Reader): Card {
  if (!isChoiceUnknown || given.kind === 'error' || given.notes.includes(storeNote)) return given
  return card({ ...given, notes: [...given.notes, storeNote] })
}
