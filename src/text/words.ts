import i18next from 'i18next'
import { LRUCache } from 'lru-cache'
import type { CodeSet } from '../core/codes.ts'
import { type Locale, locales } from '../core/locale.ts'
import type { MessageKey } from '../core/message-key.ts'
import { localeFiles } from './locale-files.ts'

/** The sentences and names of `locales/`, in every language. */
interface Words {
  /**
   * A sentence with its placeholders filled in. `count` picks the plural form by CLDR's rules. Values stand as
   * they are: what looks like a placeholder or a reference to another sentence in them is text.
   */
  sentence(key: MessageKey, locale: Locale, values?: Readonly<Record<string, string>>, count?: number): string
  /** Undefined for a code that has no name. */
  codeName(of: CodeSet, code: string, locale: Locale): string | undefined
}

/**
 * In characters. Labels, states, products and what is so many days away are said again and again, and i18next takes
 * 20 µs to put a sentence together.
 */
const mostSaid = 2_000_000

/** Takes in `locales/`. A word that is missing there comes out as its key. */
export function createWords(): Words {
  const instance = i18next.createInstance({
    // The words are here already, so nothing has to be waited for.
    initAsync: false,
    resources: Object.fromEntries(locales.map((locale) => [locale, { translation: localeFiles[locale] }])),
    // A missing word should be seen, not stand there in another language.
    fallbackLng: false,
    nsSeparator: false,
    // `skipOnVariables` keeps i18next from processing values again; escaping is each platform's own matter.
    interpolation: { escapeValue: false, skipOnVariables: true },
  })
  void instance.init()
  const said = new LRUCache<string, string>({
    maxSize: mostSaid,
    sizeCalculation: (sentence, asked) => asked.length + sentence.length + 1,
  })

  return {
    sentence(key, locale, values = {}, count) {
      const asked = JSON.stringify([key, locale, values, count])
      const known = said.get(asked)
      if (known !== undefined) return known
      // `replace` keeps values apart from i18next's own options, some of which share names with placeholders.
      const options = { lng: locale, replace: values, ...(count === undefined ? {} : { count }) }
      const sentence = instance.t(key, options)
      said.set(asked, sentence)
      return sentence
    },
    codeName(of, code, locale) {
      const names: Readonly<Record<string, string>> = localeFiles[locale].code[of]
      return Object.hasOwn(names, code) ? names[code] : undefined
    },
  }
}
