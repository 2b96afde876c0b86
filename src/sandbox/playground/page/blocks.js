import { element } from './element.js'
import { renderUnknown } from './message-parts.js'
import { decodeEntities, renderMrkdwn } from './mrkdwn.js'

/**
 * @typedef {object} Surroundings
 * @property {(id: string) => string | undefined} nameOf
 * @property {(button: HTMLButtonElement) => void} onPress the button carries its ids as `data-action` and `data-block`
 */

/**
 * Block Kit as nodes. A block that this page does not know is shown as a box that says so.
 *
 * @param {readonly any[]} blocks
 * @param {Surroundings} surroundings
 */
export function renderBlocks(blocks, surroundings) {
  return blocks.map((block) => {
    if (!Object.hasOwn(renderers, block?.type)) return renderUnknown(block?.type)
    return renderers[block.type](block, surroundings)
  })
}

const renderers = {
  header: ({ text }) => element('h3', { class: 'block-header' }, decodeEntities(text?.text ?? '')),
  divider: () => element('hr'),
  section: renderSection,
  context: ({ elements }, { nameOf }) =>
    element('div', { class: 'block-context' }, ...elements.map((item) => renderContextItem(item, nameOf))),
  actions: ({ elements, block_id }, { onPress }) =>
    element(
      'div',
      { class: 'block-actions' },
      ...elements.map((item) => renderControl(item, block_id, onPress)),
    ),
}

function renderSection({ text, fields, accessory, block_id }, { nameOf, onPress }) {
  const body = element('div', { class: 'section-body' })
  if (text) body.append(element('div', { class: 'text' }, renderText(text, nameOf)))
  if (fields) {
    const cells = fields.map((field) => element('div', { class: 'text' }, renderText(field, nameOf)))
    body.append(element('div', { class: 'fields' }, ...cells))
  }
  const control = accessory ? renderControl(accessory, block_id, onPress) : undefined
  return element('div', { class: 'block-section' }, body, control)
}

function renderContextItem(item, nameOf) {
  const content = item.type === 'image' ? (item.alt_text ?? '') : renderText(item, nameOf)
  return element('span', { class: 'text' }, content)
}

function renderControl(item, blockId, onPress) {
  if (item.type !== 'button') return renderUnknown(item.type)
  const button = element(
    'button',
    {
      type: 'button',
      class: 'block-button',
      'data-style': item.style,
      'data-action': item.action_id,
      'data-block': blockId,
      'aria-label': item.accessibility_label,
    },
    decodeEntities(item.text?.text ?? ''),
  )
  button.addEventListener('click', () => onPress(button))
  return button
}

/**
 * A text object of Slack.
 *
 * @param {{ type: string, text: string }} text
 * @param {(id: string) => string | undefined} nameOf
 */
export function renderText(text, nameOf) {
  return text.type === 'mrkdwn' ? renderMrkdwn(text.text, nameOf) : decodeEntities(text.text)
}
