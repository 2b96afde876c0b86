import { element } from './element.js'
import { renderFlex } from './flex.js'
import { renderAvatar, renderPayload, renderTime, renderUnknown } from './message-parts.js'
import { renderButtonTemplate, renderCarouselTemplate, renderListTemplate } from './templates.js'
import { renderAction } from './works-action.js'
import { renderWorksText, wordsOf } from './works-text.js'

/** @typedef {import('./works-action.js').WorksView} WorksView */

const renderers = {
  text: (content, { locale, nameOf }) =>
    element('div', { class: 'balloon' }, ...renderWorksText(wordsOf(content, 'text', locale), nameOf)),
  flex: renderFlex,
  button_template: renderButtonTemplate,
  list_template: renderListTemplate,
  carousel: renderCarouselTemplate,
}

/**
 * A message of LINE WORKS; the reader's own stand on the right.
 *
 * @param {any} message
 * @param {WorksView & { author: import('./message-parts.js').Author, isOwn: boolean }} view
 */
export function renderWorksMessage({ at, payload }, view) {
  const { author, isOwn, locale, zone } = view
  const { type } = payload
  const content = Object.hasOwn(renderers, type) ? renderers[type](payload, view) : renderUnknown(type)
  return element(
    'article',
    { class: 'works-message', 'data-own': isOwn, 'data-testid': 'works-message' },
    isOwn ? undefined : renderAvatar(author),
    element(
      'div',
      { class: 'works-body' },
      // On one's own side the place says who it was.
      element('strong', { class: isOwn ? 'unseen' : 'works-name', lang: author.locale }, author.name),
      element(
        'div',
        { class: 'works-line' },
        element('div', { class: 'works-content', lang: locale.replace('_', '-') }, content),
        renderTime(at, zone),
      ),
      author.isBot ? renderPayload(payload) : undefined,
    ),
  )
}

/**
 * The quick replies of a message. https://developers.worksmobile.com/en/docs/bot-quickreply
 *
 * @param {readonly any[]} items
 * @param {WorksView} view
 */
export function renderQuickReplies(items, view) {
  const buttons = items.map(({ action }) => renderAction(action, view, { class: 'quick-reply' }))
  return element('div', { class: 'quick-replies', role: 'group', 'aria-label': 'Quick replies' }, ...buttons)
}
