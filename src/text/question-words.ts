import en from '../../locales/questions/en.json' with { type: 'json' }
import ja from '../../locales/questions/ja.json' with { type: 'json' }
import ko from '../../locales/questions/ko.json' with { type: 'json' }
import zhCN from '../../locales/questions/zh-CN.json' with { type: 'json' }
import zhTW from '../../locales/questions/zh-TW.json' with { type: 'json' }
import { type Locale, locales } from '../core/locale.ts'
import { type OptionId, optionIds } from '../core/option.ts'
import { foldWord } from '../core/question/fold-words.ts'
import { headings, type OptionName, type QuestionWords } from '../core/question/question-words.ts'
import { localeFiles } from './locale-files.ts'
import { listOptionNames } from './option-names.ts'

const written = { ja, ko, en, 'zh-TW': zhTW, 'zh-CN': zhCN }
/** Products with a name of their own; of the others all is in the lists, and Free alone is no product. */
const ownName = /^(?:ROG|NTA|JP_PPO)_(?!.*_T$)/

const lists = Object.fromEntries(
  locales.map((locale) => [locale, { ...written[locale], plan: withProducts(locale) }]),
) as unknown as QuestionWords['lists']

function withProducts(locale: Locale): readonly string[] {
  const { plan } = written[locale]
  const known = new Set(plan.map(foldWord))
  const names = Object.entries(localeFiles[locale].code.product).flatMap(([id, name]) =>
    ownName.test(id) && !known.has(foldWord(name)) ? [name] : [],
  )
  return [...plan, ...names]
}

/** The short names come first: `Drive` alone has to be what people mean by it. */
function gatherOptionNames(): OptionName[] {
  const short = locales.flatMap((locale) =>
    Object.entries(written[locale].optionsCalled).flatMap(([ids, names]) => {
      const options = ids.split(' ') as string[] as OptionId[]
      return names.map((name) => ({ name, options }))
    }),
  )
  const full = listOptionNames().map(([name, option]) => ({ name, options: [option] }))
  return [...full.filter(({ name }) => isId(name)), ...short, ...full]
}

function isId(name: string): boolean {
  return optionIds.some((id) => id === name)
}

/** What questions are understood by, as `locales/questions/` and the names of options have it. */
export const questionWords: QuestionWords = { lists, optionNames: gatherOptionNames() }

/** Every word of the lists: who is called like one of them is not named by it alone. */
export const ordinaryWords: readonly string[] = [
  ...locales.flatMap((locale) => headings.flatMap((heading) => lists[locale][heading])),
  ...questionWords.optionNames.map(({ name }) => name),
]
