import { element, setDisabled } from './element.js'
import { wordsOf } from './works-text.js'

/**
 * @typedef {object} WorksView
 * @property {string} locale of the reader, such as `ja_JP`
 * @property {string} zone IANA
 * @property {(id: string) => string | undefined} nameOf
 * @property {(button: HTMLButtonElement, action: any) => void} onPress
 * @property {(text: string) => void} say below the line
 */

/** Others may come out of a message, `javascript:` among them. */
const openable = /^(?:https?:\/\/|mailto:|tel:)/i

/**
 * An action of LINE WORKS as the control that does it. https://developers.worksmobile.com/jp/docs/bot-actionobject
 *
 * @param {any} action
 * @param {WorksView} view
 * @param {Record<string, string | undefined>} attributes
 */
export function renderAction(action, view, attributes) {
  const label = wordsOf(action, 'label', view.locale)
  if (action.type === 'uri' && openable.test(action.uri))
    return element(
      'a',
      { ...attributes, href: action.uri, target: '_blank', rel: 'noopener noreferrer' },
      label,
    )
  const button = element('button', { type: 'button', ...attributes }, label)
  const act = Object.hasOwn(acts, action.type) ? acts[action.type] : undefined
  if (act) button.addEventListener('click', () => act(button, action, view))
  else {
    setDisabled(button, true)
    button.title = `“${action.type}” is not played here`
  }
  return button
}

const acts = {
  message: (button, action, { onPress }) => onPress(button, action),
  postback: (button, action, { onPress }) => onPress(button, action),
  async copy(_button, { copyText }, { say }) {
    try {
      await navigator.clipboard.writeText(String(copyText))
      say('Copied')
    } catch (error) {
      say(`Not copied: ${error.message}`)
    }
  },
}
