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
  const nodes = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-part]'))
  const parts = Object.fromEntries([...nodes].map((node) => [node.dataset.part, node]))
  for (const [name, node] of Object.entries(parts)) node.id = `${id}-${name}`
  parts.platform.textContent = label
  parts.input.setAttribute('aria-controls', parts.completions.id)
  parts.input.dataset.testid = testId
  return parts
}
