import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CodeSet, knownCodes } from '../src/core/codes.ts'
import { errorCodes } from '../src/core/errors.ts'
import { type Locale, locales } from '../src/core/locale.ts'

type Tree = { readonly [key: string]: string | Tree }

function readWords(locale: Locale): Map<string, string> {
  const text = readFileSync(join(import.meta.dirname, `../locales/${locale}.json`), 'utf8')
  const words = new Map<string, string>()
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') words.set(path + key, value)
      else walk(value, `${path}${key}.`)
    }
  }
  walk(JSON.parse(text), '')
  return words
}

const files = new Map(locales.map((locale) => [locale, readWords(locale)]))
const wordsOf = (locale: Locale) => files.get(locale) ?? new Map<string, string>()

const pluralForm = /_(zero|one|two|few|many|other)$/
// Codes such as `DRV_PS` are names, not plural forms.
const isPlural = (key: string) => !key.startsWith('code.') && pluralForm.test(key)
const baseOf = (key: string) => (isPlural(key) ? key.replace(pluralForm, '') : key)
const placeholdersOf = (sentence: string) => (sentence.match(/\{\{[^}]*\}\}/g) ?? []).toSorted()

const others = locales.filter((locale) => locale !== 'en')
const english = wordsOf('en')

describe('every language says the same', () => {
  it.each(others)('%s has the keys of en, in the same order', (locale) => {
    expect([...new Set([...wordsOf(locale).keys()].map(baseOf))]).toEqual([
      ...new Set([...english.keys()].map(baseOf)),
    ])
  })

  it.each(locales)('%s has exactly the plural forms that CLDR gives it', (locale) => {
    const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    const forms = new Map<string, string[]>()
    for (const key of [...wordsOf(locale).keys()].filter(isPlural)) {
      forms.set(baseOf(key), [...(forms.get(baseOf(key)) ?? []), key.slice(baseOf(key).length + 1)])
    }
    expect(forms.size).toBeGreaterThan(5)
    for (const [base, found] of forms) expect([base, found.toSorted()]).toEqual([base, wanted])
  })

  it.each(locales)('%s has the placeholders of en, each as often', (locale) => {
    const differing = [...wordsOf(locale)].filter(([key, sentence]) => {
      const counterpart = isPlural(key) ? `${baseOf(key)}_other` : key
      return `${placeholdersOf(sentence)}` !== `${placeholdersOf(english.get(counterpart) ?? '')}`
    })
    expect(differing).toEqual([])
  })

  it.each(locales)('%s names every known code', (locale) => {
    for (const [set, codes] of Object.entries(knownCodes) as [CodeSet, readonly string[]][]) {
      const named = [...wordsOf(locale).keys()].filter((key) => key.startsWith(`code.${set}.`))
      expect(named.map((key) => key.split('.')[2]).toSorted()).toEqual(codes.toSorted())
    }
  })

  it.each(locales)('%s has a sentence for every error', (locale) => {
    const keys = new Set([...wordsOf(locale).keys()].map(baseOf))
    expect(errorCodes.filter((code) => !keys.has(`error.${code}`))).toEqual([])
  })
})

describe('words are fit to be read', () => {
  it.each(locales)('%s has no empty, padded or nesting string', (locale) => {
    const unfit = [...wordsOf(locale)].filter(
      ([, words]) => words.trim() === '' || words.trim() !== words || words.includes('$t('),
    )
    expect(unfit).toEqual([])
  })

  /** Names that stay as they are in every language, and what people type. */
  const stays =
    /Partner Desk|LINE WORKS|Bot|Partner API|Developer Console|AiNote|PaperOn|AiStudio|Drive(?: Plus)?|CX(?: Talk [SML])?|Roger|Admin|Token|scope|help|TB|MX|ID|API/g

  it.each(others)('%s has no English left over', (locale) => {
    const leftOver = [...wordsOf(locale)].filter(([, words]) =>
      /[A-Za-z]/.test(words.replace(/\{\{[^}]*\}\}/g, '').replace(stays, '')),
    )
    expect(leftOver).toEqual([])
  })

  it.each([
    ['ja', /[\uac00-\ud7af]/],
    ['ko', /[\u3040-\u30ff\u4e00-\u9fff]/],
    ['zh-TW', /[\u3040-\u30ff\uac00-\ud7af]|[个应设续订试还这时发录没网统处类说为]/],
    ['zh-CN', /[\u3040-\u30ff\uac00-\ud7af]|[個應設續訂試還這時發錄沒網統處類說為]/],
  ] as const)('%s is written in its own script', (locale, foreign) => {
    expect([...wordsOf(locale)].filter(([, words]) => foreign.test(words))).toEqual([])
  })

  it.each(locales)('%s gives no two codes of a set the same name', (locale) => {
    for (const set of Object.keys(knownCodes)) {
      const names = [...wordsOf(locale)]
        .filter(([key]) => key.startsWith(`code.${set}.`))
        .map(([, name]) => name)
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
