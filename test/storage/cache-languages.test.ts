import { expect, it } from 'vitest'
import type { Locale } from '../../src/core/locale.ts'
import type { LanguageOwner } from '../../src/core/ports.ts'
import { cacheLanguages } from '../../src/storage/cache-languages.ts'

const ann: LanguageOwner = { platform: 'slack', workspace: 'W', kind: 'person', id: 'ann' }

it('asks once for what is asked often, and hears of a choice at once', async () => {
  const kept = new Map<string, Locale>()
  let finds = 0
  const languages = cacheLanguages({
    find: async ({ id }) => {
      finds += 1
      return kept.get(id)
    },
    choose: async ({ id }, locale) => void kept.set(id, locale),
    forget: async ({ id }) => void kept.delete(id),
  })
  expect(await Promise.all([languages.find(ann), languages.find(ann)])).toEqual([undefined, undefined])
  expect(finds).toBe(1)
  await languages.choose(ann, 'ko')
  expect(await languages.find(ann)).toBe('ko')
  await languages.forget(ann)
  expect(await languages.find(ann)).toBeUndefined()
  expect(finds).toBe(1)
})

it('does not keep a failure', async () => {
  let isDown = true
  const languages = cacheLanguages({
    find: async () => {
      if (isDown) throw new Error('down')
      return 'ja'
    },
    choose: async () => {},
    forget: async () => {},
  })
  await expect(languages.find(ann)).rejects.toThrow('down')
  isDown = false
  expect(await languages.find(ann)).toBe('ja')
})
