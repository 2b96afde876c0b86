import { renderBlocks } from './blocks.js'
import { byId, element, setDisabled } from './element.js'
import { renderInput } from './modal-input.js'
import { postJson } from './sandbox.js'

/**
 * The dialog that the desk has opened before the person whom the reader plays.
 *
 * @param {{ nameOf: (id: string) => string | undefined, onClosed: () => void }} page
 */
export function createModal({ nameOf, onClosed }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('modal'))
  /** The view as it stands there, undefined while there is none. */
  let shown
  let inputs = []
  let isLeaving = false

  function render({ view }) {
    inputs = []
    const body = view.blocks.flatMap((block) => {
      if (block.type !== 'input') return renderBlocks([block], { nameOf, onPress: () => tell(noButtons) })
      const input = renderInput(block)
      inputs.push(input)
      return [input.node]
    })
    const form = element(
      'form',
      { novalidate: true },
      element('h2', { id: 'modal-title' }, view.title.text),
      element('div', { class: 'modal-body' }, ...body),
      element('p', { class: 'modal-trouble', role: 'alert' }),
      element('div', { class: 'modal-buttons' }, renderClose(view), renderSubmit(view)),
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      submit()
    })
    return form
  }

  function renderClose({ close }) {
    const button = element('button', { type: 'button', class: 'block-button' }, close?.text ?? 'Cancel')
    button.addEventListener('click', leave)
    return button
  }

  async function submit() {
    const { id, person } = shown
    const button = dialog.querySelector('[type=submit]')
    if (!button || button.ariaDisabled) return
    const values = Object.fromEntries(inputs.map((input) => [input.id, input.read()]))
    setDisabled(button, true)
    tell('')
    try {
      showAnswer(await postJson('/_sandbox/slack/view', { person, view: id, values }))
    } catch (error) {
      tell(error.message)
    }
    setDisabled(button, false)
  }

  function showAnswer({ outcome, errors = {} }) {
    for (const input of inputs) input.setError(errors[input.id])
    inputs.find((input) => errors[input.id] !== undefined)?.focus()
    if (!['acknowledged', 'incomplete'].includes(outcome)) tell(`The desk could not take this: ${outcome}`)
  }

  /** The dialog goes when the sandbox says that the view is gone. One press of Escape can be told twice. */
  async function leave() {
    if (!shown || isLeaving) return
    isLeaving = true
    try {
      await postJson('/_sandbox/slack/view/close', { person: shown.person, view: shown.id })
    } catch (error) {
      isLeaving = false
      tell(error.message)
    }
  }

  function tell(trouble) {
    const line = dialog.querySelector('.modal-trouble')
    if (line) line.textContent = trouble
  }

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    leave()
  })

  return {
    /**
     * @param {readonly any[]} views those that are open before anybody
     * @param {string | undefined} person
     */
    show(views, person) {
      const next = views.find((each) => each.person === person)
      if (next?.hash === shown?.hash) return
      shown = next
      isLeaving = false
      dialog.replaceChildren(...(next ? [render(next)] : []))
      if (next && !dialog.open) dialog.showModal()
      if (next) (inputs.find((input) => input.isFirst) ?? inputs[0])?.focus()
      if (next || !dialog.open) return
      dialog.close()
      onClosed()
    },
  }
}

const noButtons = 'Buttons within a dialog are not played here.'

function renderSubmit({ submit }) {
  if (!submit) return undefined
  return element('button', { type: 'submit', class: 'block-button', 'data-style': 'primary' }, submit.text)
}
