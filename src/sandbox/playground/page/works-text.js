import { element } from './element.js'

/** Generous about case and blanks, so that markup which leaked out of data is seen as what LINE WORKS may make of it. */
const mention = /<\s*m\s+userId\s*=\s*["']([^"'<>]*)["']\s*\/?>/gi

/**
 * A text of LINE WORKS, whose only markup is the mention. https://developers.worksmobile.com/jp/docs/bot-mention
 *
 * @param {string} text
 * @param {(id: string) => string | undefined} nameOf people by their id
 * @returns {(Node | string)[]}
 */
export function renderWorksText(text, nameOf) {
  const nodes = []
  let end = 0
  for (const { 0: whole, 1: id, index } of text.matchAll(mention)) {
    nodes.push(text.slice(end, index))
    nodes.push(element('span', { class: 'mention' }, `@${id === 'all' ? 'All' : (nameOf(id) ?? id)}`))
    end = index + whole.length
  }
  return [...nodes, text.slice(end)]
}

/**
 * What a reader of this language sees where there are variants.
 *
 * @param {any} item
 * @param {string} field such as `label`, whose variants stand in `i18nLabels`
 * @param {string} locale such as `ja_JP`
 * @returns {string}
 */
export function wordsOf(item, field, locale) {
  const variants = item[`i18n${field[0].toUpperCase()}${field.slice(1)}s`]
  const own = Array.isArray(variants) ? variants.find(({ language }) => language === locale) : undefined
  return String(own?.[field] ?? item[field] ?? '')
}
