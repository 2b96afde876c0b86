import { renderEditBox } from './edit-box.js'
import { focusMessageAction } from './message-actions.js'

/**
 * The one message of their own that a person is changing. Its text is kept while others come and while its room is
 * left.
 *
 * @param {HTMLElement} log
 * @param {{ show: () => void, save: (person: string, message: string, text: string) => Promise<void> }} given
 */
export function createEdits(log, { show, save }) {
  /** @type {{ id: string, person: string, before: string, text: string } | undefined} */
  let editing

  function leave() {
    const { id } = editing
    editing = undefined
    show()
    focusMessageAction(log, id, 'edit')
  }

  async function finish(text) {
    const { id, person, before } = editing
    try {
      if (text !== before) await save(person, id, text)
    } catch (error) {
      return `Not saved: ${error.message}`
    }
    if (editing?.id === id) leave()
    return undefined
  }

  return {
    isEditing: (id, person) => editing?.id === id && editing.person === person,
    /** @param {{ id: string, person: string, text: string }} wish `text`: as it was typed */
    begin({ id, person, text }) {
      editing = { id, person, before: text, text }
      show()
      const input = log.querySelector('.edit-box textarea')
      input.setSelectionRange(text.length, text.length)
      input.focus()
    },
    render: () =>
      renderEditBox(editing.text, {
        onChange(text) {
          editing.text = text
        },
        onSave: finish,
        onLeave: leave,
      }),
    forget() {
      editing = undefined
    },
  }
}
