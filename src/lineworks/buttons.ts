import type { SpokenAction } from '../core/card.ts'
import { type Locale, parseLocale } from '../core/locale.ts'
import type { MessageAction, QuickReply } from './content.ts'
import { toWorksText } from './works-text.ts'

/** What a pressed button asks for. `page` counts from 1. */
export interface Press {
  readonly kind: 'open' | 'refresh' | 'page'
  readonly page: number
  readonly command: string
  /** What to answer in, where that is not the reader's own: the answer to a question goes on in its language. */
  readonly locale?: Locale | undefined
}

const labelLimit = 20
const textLimit = 300
const postbackLimit = 1000
const quickReplyLimit = 13

const pressPattern = /^desk:(open|refresh|page)(?:_([A-Za-z_]{2,5}))?:(\d{1,4}):(.*\S.*)$/s

/** Lines that only buttons say, in words that mean nothing to a person. */
const unreadable = /^(?:about|wrong)\s/

/**
 * A button that says its command in the person's name, or `words` where the command is nothing to read; without
 * `words` its label, where nobody would type the command. Undefined for a command that does not fit into it: cut, it
 * would ask something else.
 */
export function toAction(press: Press, label: string, words?: string): MessageAction | undefined {
  // Half a surrogate pair names nothing, and LINE WORKS may refuse the whole message for it.
  const command = press.command.toWellFormed()
  const postback = toPostback({ ...press, command })
  if (!command.trim() || postback.length > postbackLimit) return undefined
  const shown = toWorksText(label, labelLimit)
  const line = toWorksText(
    words ?? (unreadable.test(command) ? label : `/${command}`),
    Number.POSITIVE_INFINITY,
  )
  return { type: 'message', label: shown, text: line.length <= textLimit ? line : shown, postback }
}

/** What comes back when a button is pressed. */
export function toPostback({ kind, page, command, locale }: Press): string {
  const inLocale = locale ? `_${locale.replace('-', '_')}` : ''
  return `desk:${kind}${inLocale}:${page}:${command}`
}

/** What was pressed, from the `postback` of a message or the `data` of a postback; undefined for what is not ours. */
export function readPostback(data: string | undefined): Press | undefined {
  const [, kind, language, page, command] = pressPattern.exec(data ?? '') ?? []
  if (!command || (kind !== 'open' && kind !== 'refresh' && kind !== 'page')) return undefined
  const locale = parseLocale(language)
  return { kind, page: Number(page), command, ...(locale ? { locale } : {}) }
}

/** The buttons of a card on one of its pages. LINE WORKS cannot share: in a group room everybody reads the answer. */
export function cardActions(
  actions: readonly SpokenAction[],
  page: number,
  locale?: Locale,
): MessageAction[] {
  return actions.flatMap(({ kind, label, command }) => {
    if (kind === 'share') return []
    return toAction({ kind, command, page: kind === 'refresh' ? page : 1, locale }, label) ?? []
  })
}

/** The ways to the pages around one of several, onward first. */
export function pageActions(
  page: number,
  pages: number,
  command: string,
  words: { readonly previous: string; readonly next: string },
  locale?: Locale,
): { readonly next: MessageAction | undefined; readonly previous: MessageAction | undefined } {
  // Not the command once more, as if it were asked anew.
  const to = (target: number, label: string) =>
    toAction({ kind: 'page', page: target, command, locale }, label, label)
  return {
    next: page < pages ? to(page + 1, words.next) : undefined,
    previous: page > 1 ? to(page - 1, words.previous) : undefined,
  }
}

/** Ready to be spread into a message; the buttons stand until the next message. */
export function quickReply(actions: readonly MessageAction[]): { quickReply?: QuickReply } {
  const items = actions.slice(0, quickReplyLimit).map((action) => ({ action }))
  return items.length > 0 ? { quickReply: { items } } : {}
}
