import type { Reader } from '../core/call.ts'
import type { Locale } from '../core/locale.ts'

/** Whoever reads it, spoken to in another language; undefined: their own. */
export function inLanguage(reader: Reader, locale: Locale | undefined): Reader {
  return locale ? { ...reader, locale } : reader
}
