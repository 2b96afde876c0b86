import { element } from './element.js'
import { renderAction } from './works-action.js'

/**
 * The persistent menu above the line. It is drawn anew only when it has changed, for the sake of the focus.
 *
 * @param {HTMLElement} parent
 */
export function createMenu(parent) {
  let shown = ''

  return {
    /**
     * @param {readonly any[]} actions
     * @param {any} view as for a message, with the id of the `person`; `onPress` is given the button and its index
     */
    show(actions, view) {
      parent.hidden = actions.length === 0
      const version = JSON.stringify([actions, view.locale, view.person])
      if (version === shown) return
      shown = version
      const buttons = actions.map((action, index) =>
        renderAction(
          action,
          { ...view, onPress: (button) => view.onPress(button, index) },
          { class: 'menu-button' },
        ),
      )
      parent.replaceChildren(...buttons.map((button) => element('li', {}, button)))
    },
  }
}
