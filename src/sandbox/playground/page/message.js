import { renderBlocks } from './blocks.js'
import { element } from './element.js'
import { renderMessageActions } from './message-actions.js'
import { renderAvatar, renderPayload, renderTime } from './message-parts.js'
import { renderMrkdwn } from './mrkdwn.js'

/** @typedef {import('./message-parts.js').Author} Author */

/**
 * @typedef {object} MessageView
 * @property {Author} author
 * @property {string} zone IANA
 * @property {string} locale of the reader, BCP 47
 * @property {(id: string) => string | undefined} nameOf
 * @property {(messageId: string, button: HTMLButtonElement) => void} onPress
 * @property {import('./message-actions.js').MessageActions} [actions] without any the message has no menu
 * @property {string} [outcome] of telling the desk of it
 * @property {HTMLElement} [editor] stands in place of the text
 */

/**
 * A message of Slack's.
 *
 * @param {any} message
 * @param {MessageView} view
 */
export function renderMessage(message, { author, zone, locale, nameOf, onPress, actions, outcome, editor }) {
  const { id, at, ephemeral, thread, payload } = message
  const blocks = Array.isArray(payload.blocks) ? payload.blocks : []
  const content =
    blocks.length > 0
      ? renderBlocks(blocks, { nameOf, onPress: (button) => onPress(id, button) })
      : [renderText(payload, nameOf)]
  return renderRow(
    { id, author, at, zone, isPrivate: ephemeral, isReply: thread !== undefined, testId: 'message' },
    [
      editor ?? element('div', { class: 'content', lang: author.isBot ? locale : author.locale }, ...content),
      renderOutcome(outcome),
      author.isBot ? renderPayload(payload) : undefined,
      actions && !editor ? renderMessageActions(actions) : undefined,
    ],
  )
}

function renderText({ text = '', edited }, nameOf) {
  const mark = edited ? element('span', { class: 'edited' }, ' (edited)') : undefined
  return element('div', { class: 'text' }, renderMrkdwn(text, nameOf), mark)
}

const outcomes = {
  not_sent: { about: 'The bot was not told of this', class: 'untold' },
  dispatch_failed: { about: 'The bot did not take this: dispatch_failed', class: 'problem' },
  operation_timeout: { about: 'The bot did not take this in time: operation_timeout', class: 'problem' },
}

/** Nothing where the desk has taken it. */
function renderOutcome(outcome) {
  if (outcome === undefined || !Object.hasOwn(outcomes, outcome)) return undefined
  return element('p', { class: `outcome ${outcomes[outcome].class}` }, outcomes[outcome].about)
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
