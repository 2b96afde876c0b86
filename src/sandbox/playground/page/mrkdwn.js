import { element } from './element.js'

/** Code, something in angle brackets, or words between two markers that do not stand within a word. */
const inline = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(\S|\S[^\n]*?\S)\3(?![\p{L}\p{N}])/gu

const tags = { '*': 'strong', _: 'em', '~': 'del' }

/**
 * Slack's mrkdwn as nodes. https://docs.slack.dev/messaging/formatting-message-text
 *
 * @param {string} text
 * @param {(id: string) => string | undefined} nameOf people and rooms by their id
 */
export function renderMrkdwn(text, nameOf) {
  const fragment = document.createDocumentFragment()
  for (const [index, piece] of text.split(/```\n?([\s\S]*?)\n?```/).entries()) {
    if (index % 2 === 1) fragment.append(element('pre', {}, decodeEntities(piece)))
    else if (piece) fragment.append(...renderLines(piece, nameOf))
  }
  return fragment
}

/**
 * Slack writes three characters as entities, in plain text too.
 *
 * @param {string} text
 */
export function decodeEntities(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Lines that begin with `>` in a row are one quotation. */
function renderLines(text, nameOf) {
  const groups = []
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line)
    const last = groups.at(-1)
    if (last?.isQuote === Boolean(quoted)) last.lines.push(quoted?.[1] ?? line)
    else groups.push({ isQuote: Boolean(quoted), lines: [quoted?.[1] ?? line] })
  }
  return groups.flatMap(({ isQuote, lines }) => {
    const nodes = renderInline(lines.join('\n'), nameOf)
    return isQuote ? [element('blockquote', {}, ...nodes)] : nodes
  })
}

function renderInline(text, nameOf) {
  const nodes = []
  let end = 0
  for (const match of text.matchAll(inline)) {
    const [whole, code, bracketed, marker, words] = match
    if (match.index > end) nodes.push(decodeEntities(text.slice(end, match.index)))
    end = match.index + whole.length
    if (code !== undefined) nodes.push(element('code', {}, decodeEntities(code)))
    else if (bracketed !== undefined) nodes.push(renderBracketed(bracketed, nameOf))
    else nodes.push(element(tags[marker], {}, ...renderInline(words, nameOf)))
  }
  if (end < text.length) nodes.push(decodeEntities(text.slice(end)))
  return nodes
}

/** A link, a mention, or a date, of which the fallback is shown. */
function renderBracketed(inner, nameOf) {
  const bar = inner.indexOf('|')
  const target = bar === -1 ? inner : inner.slice(0, bar)
  const label = bar === -1 ? undefined : decodeEntities(inner.slice(bar + 1))
  if (target.startsWith('!date^')) return label ?? target
  if (/^[@#!]/.test(target)) {
    const id = target.slice(1)
    const sign = target.startsWith('#') ? '#' : '@'
    return element('span', { class: 'mention' }, sign + (label ?? nameOf(id) ?? id).replace(/^[@#]/, ''))
  }
  const url = decodeEntities(target)
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return decodeEntities(`<${inner}>`)
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label ?? url)
}
