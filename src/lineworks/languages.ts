import { type Locale, locales } from '../core/locale.ts'
import type { Language } from './content.ts'

const languages: Readonly<Record<Locale, Language>> = {
  ja: 'ja_JP',
  ko: 'ko_KR',
  en: 'en_US',
  'zh-TW': 'zh_TW',
  'zh-CN': 'zh_CN',
}

/** One entry for each language that there are words in; LINE WORKS shows that of the reader's device. */
export function inLanguages<T extends object>(
  of: (locale: Locale) => T | undefined,
): (T & { readonly language: Language })[] {
  return locales.flatMap((locale) => {
    const words = of(locale)
    return words ? [{ language: languages[locale], ...words }] : []
  })
}
