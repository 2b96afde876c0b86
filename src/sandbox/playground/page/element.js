/**
 * Builds an element. Strings become text nodes, so that nothing from outside is ever read as HTML. Attributes that
 * are undefined or false are left out.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {...(Node | string | undefined)} children
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...children.filter((child) => child !== undefined))
  return node
}

/**
 * An element of the page itself.
 *
 * @param {string} id
 */
export function byId(id) {
  const node = document.getElementById(id)
  if (!node) throw new Error(`the page has no #${id}`)
  return node
}

/** A button that is truly disabled would lose the focus. */
export function setDisabled(button, isDisabled) {
  button.ariaDisabled = isDisabled ? 'true' : null
}
