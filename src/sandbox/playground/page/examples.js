import { element } from './element.js'
import { findCustomers } from './offers.js'

/**
 * Fills the empty room with commands to begin with.
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {readonly any[]} examples
 * @param {(text: string) => void} onChoose
 */
export async function showExamples(parts, examples, onChoose) {
  const lines = await Promise.all(examples.map(completeExample))
  const items = lines.flat().map(({ text, about }) => {
    const button = element(
      'button',
      { type: 'button' },
      element('code', {}, text),
      element('span', {}, about),
    )
    button.addEventListener('click', () => {
      onChoose(text)
      parts.input.focus()
    })
    return element('li', {}, button)
  })
  parts.examples.replaceChildren(...items)
}

async function completeExample({ text, like, about }) {
  if (like === undefined) return [{ text, about }]
  const [customer] = await findCustomers(like)
  return customer ? [{ text: text + customer.id, about }] : []
}
