import { byId } from './element.js'

/**
 * Fills a platform's half of the page.
 *
 * @param {{ id: string, label: string, testId: string }} platform
 * @returns {Record<string, HTMLElement>} its parts by the names that the page gives them
 */
export function createParts({ id, label, testId }) {
  const root = byId(id)
  root.append(/** @type {HTMLTemplateElement} */ (byId('pane')).content.cloneNode(true))
  const parts = nameParts(root, id)
  parts.platform.textContent = label
  parts.input.dataset.testid = testId
  return parts
}

/**
 * The same line to type in as below a room, for somewhere else.
 *
 * @param {HTMLElement} root an empty element
 * @param {string} id what the ids of its parts begin with
 */
export function createLineParts(root, id) {
  const { content } = /** @type {HTMLTemplateElement} */ (byId('pane'))
  for (const name of ['completions', 'form', 'status'])
    root.append(content.querySelector(`[data-part=${name}]`).cloneNode(true))
  return nameParts(root, id)
}

function nameParts(root, id) {
  const nodes = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-part]'))
  const parts = Object.fromEntries([...nodes].map((node) => [node.dataset.part, node]))
  for (const [name, node] of Object.entries(parts)) node.id = `${id}-${name}`
  parts.input.setAttribute('aria-controls', parts.completions.id)
  return parts
}
