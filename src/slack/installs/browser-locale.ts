import { type Locale, parseLocale } from '../../core/locale.ts'

/** More than any browser sends. */
const mostLanguages = 20

/** The one of our languages that a browser would have soonest, by its `Accept-Language` (RFC 9110, 12.5.4). */
export function browserLocale(header: string | undefined, otherwise: Locale): Locale {
  const wanted = (header ?? '')
    .split(',', mostLanguages)
    .map((part) => {
      const [name, ...parameters] = part.split(';').map((text) => text.trim())
      const given = parameters.find((text) => text.startsWith('q='))
      return { locale: parseLocale(name), weight: given === undefined ? 1 : Number(given.slice(2)) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wanted.find(({ locale }) => locale)?.locale ?? otherwise
}
