import { renderCarousel } from './carousel.js'
import { element } from './element.js'
import { renderBox } from './flex-box.js'
import { styleBox } from './flex-style.js'
import { wordsOf } from './works-text.js'

/** @typedef {import('./works-action.js').WorksView} WorksView */

const sections = ['header', 'hero', 'body', 'footer']
const sizes = ['nano', 'micro', 'kilo', 'mega', 'giga']

/**
 * A flexible template. https://developers.worksmobile.com/jp/docs/bot-send-flex
 *
 * @param {any} content
 * @param {WorksView} view
 */
export function renderFlex(content, view) {
  const { contents } = content
  const name = wordsOf(content, 'altText', view.locale)
  if (contents.type === 'bubble')
    return element('div', { class: 'flex', role: 'group', 'aria-label': name }, renderBubble(contents, view))
  return renderCarousel(
    contents.contents.map((bubble) => renderBubble(bubble, view)),
    name,
  )
}

/** @param {WorksView} view */
function renderBubble(bubble, view) {
  const parts = sections
    .filter((name) => bubble[name])
    .map((name) => {
      const attributes = { class: 'bubble-section', 'data-section': name }
      const part = element('div', attributes, renderBox(bubble[name], view))
      styleBox(part, bubble.styles?.[name] ?? {})
      return part
    })
  const size = sizes.includes(bubble.size) ? bubble.size : 'mega'
  return element('div', { class: 'bubble', 'data-size': size }, ...parts)
}
