import type { Locale } from '../core/locale.ts'
import { data } from '../core/phrase.ts'
import type { ButtonTemplate } from './content.ts'
import { inLanguages } from './languages.ts'
import { type LineButton, toLineAction } from './line-button.ts'
import type { SayIn } from './say-in.ts'
import { toWorksText } from './works-text.ts'

const example = 'customer 10000001'

const buttons: readonly LineButton[] = [
  { line: 'expiring', label: 'menu.expiring' },
  { line: 'language', label: 'menu.language' },
  { line: 'help', label: 'menu.help' },
]

const contentTextLimit = 1000
const labelLimit = 20

/** What the bot says when it enters a room: who it is and how to ask it. `name` is the bot's. */
export function greetingContent({
  name,
  isGroup,
  say,
}: {
  readonly name: string
  readonly isGroup: boolean
  readonly say: SayIn
}): ButtonTemplate {
  const contentText = (locale: Locale) => {
    const values = { name: data(name), example: data(`/${example}`) }
    const words = isGroup
      ? say('lineworks.greetingGroup', locale, { ...values, mention: data(`@${name}`) })
      : say('lineworks.greeting', locale, values)
    return toWorksText(words, contentTextLimit)
  }
  return {
    type: 'button_template',
    // For devices that speak none of the five languages.
    contentText: contentText('en'),
    i18nContentTexts: inLanguages((locale) => ({ contentText: contentText(locale) })),
    actions: buttons.map((button) => toLineAction(button, labelLimit, say)),
  }
}
