import type { Locale } from '../locale.ts'

/** When a room gets its digest, and of what. */
export interface DigestRule {
  /** Wall time, `HH:MM`. */
  readonly at: string
  /** IANA. */
  readonly zone: string
  /** How far it looks ahead, 1 to 365. */
  readonly days: number
  /** The language that it is written in. */
  readonly locale: Locale
  /** Keeps customers whose code or memo contains this, whatever its case and width; null: all. */
  readonly contains: string | null
  /** On Saturdays and Sundays as well. */
  readonly everyDay: boolean
}
