import { renderCarousel } from './carousel.js'
import { element } from './element.js'
import { renderAction } from './works-action.js'
import { renderWorksText, wordsOf } from './works-text.js'

/** @typedef {import('./works-action.js').WorksView} WorksView */

/**
 * https://developers.worksmobile.com/jp/docs/bot-send-button
 *
 * @param {any} content
 * @param {WorksView} view
 */
export function renderButtonTemplate(content, view) {
  return renderCard(
    [renderLine(wordsOf(content, 'contentText', view.locale), 'template-text', view)],
    content.actions,
    view,
  )
}

/**
 * https://developers.worksmobile.com/jp/docs/bot-send-list
 *
 * @param {any} content
 * @param {WorksView} view
 */
export function renderListTemplate({ coverData, elements, actions }, view) {
  const rows = elements.map((row) =>
    element(
      'div',
      { class: 'template-row' },
      ...renderTitled(row, 'subtitle', view),
      ...renderActions(row.action, view),
    ),
  )
  const cover = coverData ? renderTitled(coverData, 'subtitle', view) : []
  return renderCard([...cover, ...rows], (actions ?? []).flat(), view)
}

/**
 * https://developers.worksmobile.com/en/docs/bot-send-carousel
 *
 * @param {any} content
 * @param {WorksView} view
 */
export function renderCarouselTemplate({ columns }, view) {
  const cards = columns.map((column) => renderCard(renderTitled(column, 'text', view), column.actions, view))
  return renderCarousel(cards, `${cards.length} cards`)
}

function renderTitled(item, second, view) {
  const { locale } = view
  return [
    renderLine(wordsOf(item, 'title', locale), 'template-title', view),
    renderLine(wordsOf(item, second, locale), 'template-text', view),
  ].filter((line) => line.textContent !== '')
}

function renderLine(text, className, { nameOf }) {
  return element('p', { class: className }, ...renderWorksText(text, nameOf))
}

function renderCard(lines, actions, view) {
  const buttons = renderActions(actions, view)
  const foot = buttons.length > 0 ? element('div', { class: 'template-actions' }, ...buttons) : undefined
  return element('div', { class: 'template' }, element('div', { class: 'template-body' }, ...lines), foot)
}

function renderActions(actions, view) {
  return [actions ?? []].flat().map((action) => renderAction(action, view, { class: 'template-button' }))
}
