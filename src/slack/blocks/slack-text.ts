import { ellipsis, takeGraphemes } from '../../core/cut-text.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Slack refuses empty text objects. */
const nothing = '–'

/**
 * Data as a text object of Slack takes it: `&`, `<` and `>` escaped, `limit` UTF-16 units at most after that.
 * Longer text ends with an ellipsis, cut between whole graphemes, never inside an entity; blank text becomes a dash.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function toSlackText(text: string, limit: number): string {
  const trimmed = text.toWellFormed().trim()
  if (!trimmed) return nothing
  if (trimmed.length <= limit) {
    const whole = escapeControls(trimmed)
    if (whole.length <= limit) return whole
  }
  return takeGraphemes(trimmed, limit - ellipsis.length, escapeControls).trimEnd() + ellipsis
}

/** How long a text is once it is escaped, uncut. */
export function slackLength(text: string): number {
  return escapeControls(text).length
}

function escapeControls(text: string): string {
  return text.replace(/[&<>]/g, (control) => entities[control] ?? control)
}

/**
 * Whether Slack's mrkdwn could read something into a text: `*`, `~`, backticks, `_` at the edge of a word, `:emoji:`
 * codes, quotes, lists, links and mentions, or more than one line. mrkdwn has no way to escape these.
 */
export function mayHoldMarkup(text: string): boolean {
  return /[*~`@#\n\r]|(?<![a-z0-9])_|_(?![a-z0-9])|:[^\s:]+:|^\s*(?:[>•-]|\d+[.)])|:\/\/|[^\s.]\.[^\s.]/iu.test(
    text,
  )
}
