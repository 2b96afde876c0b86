import type { MessageAction } from './content.ts'
import { type LineButton, toLineAction } from './line-button.ts'
import type { SayIn } from './say-in.ts'

/** Body of `POST /bots/{botId}/persistentmenu`. https://developers.worksmobile.com/en/docs/bot-persistentmenu-create */
export interface PersistentMenu {
  readonly content: { readonly actions: readonly MessageAction[] }
}

/** What anyone may want at any time. */
export const menuLines: readonly LineButton[] = [
  { line: 'expiring', label: 'menu.expiring' },
  { line: 'expiring mine', label: 'menu.mine' },
  { line: 'language', label: 'menu.language' },
  { line: 'help', label: 'menu.help' },
]

const mostActions = 4
const labelLimit = 1000

/** The menu that stands below a room with the bot. Throws for more lines than LINE WORKS takes. */
export function menuContent(lines: readonly LineButton[], say: SayIn): PersistentMenu {
  if (lines.length > mostActions) {
    throw new Error(`a persistent menu takes ${mostActions} buttons, not ${lines.length}`)
  }
  return { content: { actions: lines.map((line) => toLineAction(line, labelLimit, say)) } }
}
