import { type Locale, locales } from '../locale.ts'
import type { Token } from './cut-words.ts'
import type { QuestionWords } from './question-words.ts'

/** Such a character tells more than words whose characters others have as well. */
const ownWeight = 6
/** How much more of one language has to be there than of any other. */
const least = 1

/** Tells the language of what was written around the customers and options; undefined where it could be several. */
export function createTellLanguage({ lists }: QuestionWords) {
  const owners = new Map<string, Locale>()
  for (const locale of locales)
    for (const character of lists[locale].ownCharacters) owners.set(character, locale)

  return (text: string, tokens: readonly Token[]): Locale | undefined => {
    const points = new Map<Locale, number>()
    const give = (locale: Locale, much: number) => points.set(locale, (points.get(locale) ?? 0) + much)
    const letters = { kana: 0, hangul: 0, han: 0, english: 0 }

    for (const { from, to, kind, word, script } of tokens) {
      if (kind === 'customer' || kind === 'mark' || (word && word.options.length > 0)) continue
      const size = to - from
      if (script === 'hiragana' || script === 'katakana') letters.kana += size
      else if (script === 'hangul') letters.hangul += size
      else if (script === 'han') letters.han += size
      else if (script === 'latin' && word?.locales.has('en') && word.locales.size === 1) letters.english += 1
      if (script !== 'han') continue
      for (const character of text.slice(from, to)) {
        const owner = owners.get(character)
        if (owner) give(owner, ownWeight)
      }
      if (word && word.locales.size === 1) for (const locale of word.locales) give(locale, size)
    }

    const { kana, hangul, han, english } = letters
    if (hangul > kana && hangul * 2 >= han) return 'ko'
    if (kana > 0 && kana * 6 >= han) return 'ja'
    if (han > 0) return clearest(points)
    return english > 0 ? 'en' : undefined
  }
}

function clearest(points: ReadonlyMap<Locale, number>): Locale | undefined {
  const [first, second] = [...points].toSorted(([, a], [, b]) => b - a)
  return first && first[1] - (second?.[1] ?? 0) >= least ? first[0] : undefined
}
