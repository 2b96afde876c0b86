/** What somebody wrote, as they saw it. */
export interface ReadText {
  readonly text: string
  /** The bot is spoken to by name. */
  readonly isMentioned: boolean
}

/** Everything that Slack puts between angle brackets, and the three characters that it escapes. */
const markup = /<([^<>]*)>|&(amp|lt|gt);/g

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' }

/** What people write after a name that they speak to; Slack puts a space before it, and words may begin like it. */
const title = '(?:さん|様|さま|님)'
const pause = '[\\s,:;!、，：；！。]'
const address = `(?:${title}|\\s+${title}(?=${pause}|$))?${pause}*`

/**
 * Undoes Slack's markup: links are what was typed, people and groups a bare `@`, for an ID of theirs could be taken
 * for one of a customer. The bot's own name goes, with what belongs to it. Quoted lines begin with `> `.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function readText(text: string, botUser: string | undefined): ReadText {
  const { rest, isMentioned } = cutMention(text, botUser)
  const quoted = rest.replaceAll(/^&gt;[ \t]*/gm, '&gt; ')
  const plain = quoted.replaceAll(markup, (_whole, inside?: string, entity?: string) =>
    entity === undefined ? unwrap(inside ?? '') : (characters[entity] ?? ''),
  )
  return { text: plain.trim(), isMentioned }
}

function cutMention(text: string, botUser: string | undefined) {
  // It stands in the pattern as it is.
  if (!botUser || !/^\w+$/.test(botUser)) return { rest: text, isMentioned: false }
  const rest = text.replaceAll(new RegExp(`<@${botUser}(?:\\|[^<>]*)?>${address}`, 'gu'), (found) =>
    found.includes('\n') ? '\n' : ' ',
  )
  return { rest, isMentioned: rest !== text }
}

function unwrap(inside: string): string {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? undefined : unescapeText(inside.slice(bar + 1))
  if (target.startsWith('@') || target.startsWith('!subteam^')) return '@'
  if (target.startsWith('#')) return `#${label ?? ''}`
  if (target.startsWith('!')) return label ?? `@${/^!(\w*)/.exec(target)?.[1] ?? ''}`
  return label ?? unescapeText(target).replace(/^(?:mailto|tel):/, '')
}

function unescapeText(text: string): string {
  return text.replaceAll(/&(amp|lt|gt);/g, (_whole, entity: string) => characters[entity] ?? '')
}
