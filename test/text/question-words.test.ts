import { describe, expect, it } from 'vitest'
import { locales } from '../../src/core/locale.ts'
import { optionIds } from '../../src/core/option.ts'
import { foldWord } from '../../src/core/question/fold-words.ts'
import { headings } from '../../src/core/question/question-words.ts'
import { localeFiles } from '../../src/text/locale-files.ts'
import { questionWords } from '../../src/text/question-words.ts'
import { understand } from '../questions/understanding.ts'

type List = Readonly<Record<string, unknown>>

const listOf = (locale: (typeof locales)[number]) => questionWords.lists[locale] as unknown as List
const calledIn = (locale: (typeof locales)[number]) =>
  listOf(locale).optionsCalled as Readonly<Record<string, readonly string[]>>

describe("the desk's own words", () => {
  const labels = locales.flatMap((locale) =>
    Object.entries(localeFiles[locale].intent).map(([intent, label]) => ({ locale, intent, label })),
  )
  it.each(labels)('$locale: $label asks for $intent', ({ intent, label }) => {
    expect(understand(`10000021 ${label}`).intents).toEqual([intent])
  })

  const options = locales.flatMap((locale) =>
    Object.entries(localeFiles[locale].code.option).map(([option, name]) => ({ locale, option, name })),
  )
  it.each(options)('$locale: $name is $option', ({ option, name }) => {
    expect(understand(`10000021 ${name}`)).toMatchObject({ intents: ['options'], options: [option] })
  })

  const ownProducts = locales.flatMap((locale) =>
    Object.entries(localeFiles[locale].code.product)
      .filter(([id]) => !id.endsWith('_T'))
      .map(([, name]) => ({ locale, name })),
  )
  it.each(ownProducts)('$locale: $name is a plan', ({ name }) => {
    expect(understand(`10000021 ${name}`)).toMatchObject({ intents: ['plan'], options: [] })
  })
})

describe('the word lists of questions', () => {
  it.each(locales)('%s has every heading, in the same order', (locale) => {
    expect(Object.keys(listOf(locale))).toEqual(['about', ...headings, 'optionsCalled', 'ownCharacters'])
  })

  it.each(locales)('%s has no empty word and none twice under one heading', (locale) => {
    const wrong = headings.flatMap((heading) => {
      const folded = questionWords.lists[locale][heading].map(foldWord)
      return folded.filter((word, index) => word === '' || folded.indexOf(word) < index)
    })
    expect(wrong).toEqual([])
  })

  it.each(locales)('%s calls options that exist, each name once', (locale) => {
    const called = calledIn(locale)
    expect(Object.keys(called)).toEqual(Object.keys(calledIn('en')))
    const unknown = Object.keys(called).flatMap((ids) =>
      ids.split(' ').filter((id) => !optionIds.some((known) => known === id)),
    )
    expect(unknown).toEqual([])
    const names = Object.values(called).flat().map(foldWord)
    expect(names.filter((name, index) => name === '' || names.indexOf(name) < index)).toEqual([])
  })
})
