import en from '../../locales/en.json' with { type: 'json' }
import ja from '../../locales/ja.json' with { type: 'json' }
import ko from '../../locales/ko.json' with { type: 'json' }
import zhCN from '../../locales/zh-CN.json' with { type: 'json' }
import zhTW from '../../locales/zh-TW.json' with { type: 'json' }
import type { Locale } from '../core/locale.ts'

/** The words of each language, as `locales/` holds them. */
export const localeFiles = { ja, ko, en, 'zh-TW': zhTW, 'zh-CN': zhCN } as const satisfies Record<
  Locale,
  object
>
