import { expect, it } from 'vitest'
import { locales, parseLocale } from '../../src/core/locale.ts'

it.each([
  ['ja', 'ja'],
  ['ja_JP', 'ja'],
  ['ja-JP', 'ja'],
  ['KO-kr', 'ko'],
  ['en-GB', 'en'],
  ['zh-TW', 'zh-TW'],
  ['zh_CN', 'zh-CN'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-Hans', 'zh-CN'],
  ['zh-HK', 'zh-TW'],
  ['zh', 'zh-CN'],
  [' ja ', 'ja'],
  ['fr-FR', undefined],
  ['japanese', undefined],
  ['', undefined],
  [null, undefined],
])('%s reads as %s', (text, locale) => {
  expect(parseLocale(text)).toBe(locale)
})

it.each(locales)('%s reads as itself', (locale) => {
  expect([parseLocale(locale), parseLocale(locale.toLowerCase())]).toEqual([locale, locale])
})
