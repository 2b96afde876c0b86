import type { MessageKey } from '../core/message-key.ts'
import { toPostback } from './buttons.ts'
import type { MessageAction } from './content.ts'
import { inLanguages } from './languages.ts'
import type { SayIn } from './say-in.ts'
import { toWorksText } from './works-text.ts'

/** A button that says a command line. */
export interface LineButton {
  /** Without its slash. */
  readonly line: string
  readonly label: MessageKey
}

/** With its label in all languages, English where a device speaks another. */
export function toLineAction({ line, label }: LineButton, labelLimit: number, say: SayIn): MessageAction {
  return {
    type: 'message',
    label: toWorksText(say(label, 'en'), labelLimit),
    text: `/${line}`,
    postback: toPostback({ kind: 'open', page: 1, command: line }),
    i18nLabels: inLanguages((locale) => ({ label: toWorksText(say(label, locale), labelLimit) })),
  }
}
