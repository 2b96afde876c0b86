import { renderBlocks } from './blocks.js'
import { element } from './element.js'
import { renderAvatar, renderPayload, renderTime } from './message-parts.js'
import { renderMrkdwn } from './mrkdwn.js'

/** @typedef {import('./message-parts.js').Author} Author */

/**
 * A message of Slack's.
 *
 * @param {any} message
 * @param {{ author: Author, zone: string, locale: string, nameOf: (id: string) => string | undefined,
 *   onPress: (messageId: string, button: HTMLButtonElement) => void }} view `locale`: that of the reader
 */
export function renderMessage(message, { author, zone, locale, nameOf, onPress }) {
  const { id, at, ephemeral, thread, payload } = message
  const blocks = Array.isArray(payload.blocks) ? payload.blocks : []
  const content =
    blocks.length > 0
      ? renderBlocks(blocks, { nameOf, onPress: (button) => onPress(id, button) })
      : [element('div', { class: 'text' }, renderMrkdwn(payload.text ?? '', nameOf))]
  return renderRow(
    { id, author, at, zone, isPrivate: ephemeral, isReply: thread !== undefined, testId: 'message' },
    [element('div', { class: 'content', lang: locale }, ...content), renderPayload(payload)],
  )
}

/**
 * What was typed here. Slack does not keep a command, so the record does not either.
 *
 * @param {{ text: string, at: string, problem?: string, isWaiting: boolean }} said
 * @param {{ author: Author, zone: string }} view
 */
export function renderSaid({ text, at, problem, isWaiting }, { author, zone }) {
  return renderRow({ author, at, zone, isPrivate: false, isReply: false, testId: 'said' }, [
    element(
      'div',
      { class: 'content said' },
      element('code', {}, text),
      isWaiting ? element('span', { class: 'waiting', role: 'img', 'aria-label': 'Waiting' }) : undefined,
      problem ? element('span', { class: 'problem' }, problem) : undefined,
    ),
  ])
}

/**
 * Stands for the replies that are not shown, or above them once they are.
 *
 * @param {{ count: number, isOpen: boolean }} fold
 * @param {() => void} onTurn
 */
export function renderFold({ count, isOpen }, onTurn) {
  const more = count === 1 ? '1 more reply' : `${count} more replies`
  const button = element(
    'button',
    { type: 'button', class: 'fold', 'aria-expanded': String(isOpen), 'data-action': 'fold' },
    isOpen ? 'Show fewer replies' : more,
  )
  button.addEventListener('click', onTurn)
  return element('div', { class: 'folded', 'data-testid': 'fold' }, button)
}

function renderRow({ id, author, at, zone, isPrivate, isReply, testId }, content) {
  return element(
    'article',
    { class: isReply ? 'message reply' : 'message', 'data-testid': testId, 'data-message': id },
    renderAvatar(author),
    element(
      'div',
      { class: 'body' },
      isPrivate ? element('p', { class: 'only-you' }, 'Only visible to you') : undefined,
      element(
        'p',
        { class: 'byline' },
        element('strong', { lang: author.locale }, author.name),
        author.isBot ? element('span', { class: 'badge' }, 'App') : undefined,
        renderTime(at, zone),
      ),
      ...content,
    ),
  )
}
