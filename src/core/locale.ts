/** The five languages every word of the desk exists in; also the names of the files in `locales/`. */
export const locales = ['ja', 'ko', 'en', 'zh-TW', 'zh-CN'] as const

export type Locale = (typeof locales)[number]

/** Each language by its own name, as its speakers look for it. */
export const localeNames: Readonly<Record<Locale, string>> = {
  ja: '日本語',
  ko: '한국어',
  en: 'English',
  'zh-TW': '繁體中文',
  'zh-CN': '简体中文',
}

const scripts: Readonly<Record<string, Locale>> = { hant: 'zh-TW', hans: 'zh-CN' }
const regions: Readonly<Record<string, Locale>> = {
  tw: 'zh-TW',
  hk: 'zh-TW',
  mo: 'zh-TW',
  cn: 'zh-CN',
  sg: 'zh-CN',
}

/**
 * Reads a language as any of our platforms writes it (`ja`, `ja_JP`, `ja-JP`, `zh-Hant-TW`, any case).
 * Bare `zh` reads as zh-CN. Undefined for every other language.
 */
export function parseLocale(text: string | null | undefined): Locale | undefined {
  const [language, ...rest] = (text ?? '').trim().toLowerCase().split(/[-_]/)
  if (language !== 'zh') return locales.find((locale) => locale === language)
  for (const part of rest) {
    const found = scripts[part] ?? regions[part]
    if (found) return found
  }
  return 'zh-CN'
}
