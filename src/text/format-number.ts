import { type Locale, locales } from '../core/locale.ts'

/** One per language: making a formatter takes far longer than using it. */
const formats = Object.fromEntries(
  locales.map((locale) => [locale, new Intl.NumberFormat(locale)]),
) as Record<Locale, Intl.NumberFormat>

/** With the language's own separators: `1,000,000`. */
export function formatNumber(value: number, locale: Locale): string {
  return formats[locale].format(value)
}
