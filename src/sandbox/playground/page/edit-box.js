import { element } from './element.js'

/**
 * A message's text as its author changes it: Enter saves, Shift+Enter begins a line, Escape leaves.
 *
 * @param {string} text
 * @param {{ onChange: (text: string) => void, onSave: (text: string) => Promise<string | undefined>,
 *   onLeave: () => void }} given `onSave` gives the reason why it could not be saved
 */
export function renderEditBox(text, { onChange, onSave, onLeave }) {
  const input = /** @type {HTMLTextAreaElement} */ (
    element(
      'textarea',
      { rows: 1, maxlength: 2000, 'aria-label': 'Edit message', 'data-testid': 'edit' },
      text,
    )
  )
  const trouble = element('p', { class: 'status', role: 'status' })
  const cancel = element('button', { type: 'button', class: 'block-button' }, 'Cancel')
  const save = element('button', { type: 'submit', class: 'block-button', 'data-style': 'primary' }, 'Save')
  const form = element(
    'form',
    { class: 'edit-box' },
    input,
    element('div', { class: 'edit-buttons' }, cancel, save),
    trouble,
  )

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (save.disabled || save.ariaBusy) return
    save.ariaBusy = 'true'
    trouble.textContent = (await onSave(input.value.trim())) ?? ''
    save.ariaBusy = null
  })
  cancel.addEventListener('click', onLeave)
  input.addEventListener('input', () => {
    save.disabled = input.value.trim() === ''
    trouble.textContent = ''
    onChange(input.value)
  })
  input.addEventListener('keydown', (event) => {
    // Both keys belong to the input method while it composes.
    if (event.isComposing) return
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    form.requestSubmit()
  })
  return form
}
