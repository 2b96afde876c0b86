import { element } from './element.js'
import { renderIcon } from './icon.js'

/**
 * What can be done with a message, at its corner while it is pointed at or has the focus. What is not given cannot be
 * done.
 *
 * @typedef {object} MessageActions
 * @property {() => void} [onReply]
 * @property {() => void} [onEdit]
 * @property {(button: HTMLButtonElement) => void} [onMore]
 *
 * @param {MessageActions} actions
 */
export function renderMessageActions({ onReply, onEdit, onMore }) {
  return element(
    'div',
    { class: 'message-actions', role: 'group', 'aria-label': 'Message actions' },
    onReply && renderAction('reply', 'Reply in thread', onReply),
    onEdit && renderAction('edit', 'Edit message', onEdit),
    onMore &&
      renderAction('more', 'More actions', onMore, { 'aria-haspopup': 'menu', 'aria-expanded': 'false' }),
  )
}

/**
 * Gives the focus to one of a message's actions, if it is there.
 *
 * @param {HTMLElement} log
 * @param {string} message
 * @param {'reply' | 'edit' | 'more'} action
 */
export function focusMessageAction(log, message, action) {
  const row = log.querySelector(`[data-message="${CSS.escape(message)}"]`)
  row?.querySelector(`[data-action="message ${action}"]`)?.focus()
}

function renderAction(action, label, onClick, more = {}) {
  const button = element(
    'button',
    { type: 'button', 'aria-label': label, title: label, 'data-action': `message ${action}`, ...more },
    renderIcon(action),
  )
  button.addEventListener('click', () => onClick(button))
  return button
}
