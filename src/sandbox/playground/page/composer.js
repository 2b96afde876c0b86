import { createCompletions } from './completions.js'

/**
 * A line to type in: completions while a command is being typed, earlier lines with the arrow keys.
 *
 * @typedef {object} LineGiven
 * @property {readonly string[]} [sent] earlier lines
 * @property {readonly any[]} [commands]
 * @property {readonly string[]} [registered] names of commands
 * @property {() => string | undefined} mention what calls the bot there
 * @property {() => readonly any[]} [questions] examples of what may follow it
 * @property {(text: string) => string | undefined} [check] what is wrong with a line
 * @property {(text: string) => void} [onChange] with each change of the line
 * @property {(text: string) => void} onSend
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {LineGiven} given
 */
export function createComposer(parts, given) {
  const { sent: earlier = [], commands = [], registered, check, onSend } = given
  const { mention, questions = () => [], onChange = () => {} } = given
  const { input, send, status, form } = parts
  const completions = createCompletions(parts, { commands, registered, mention, questions, onAccept: write })
  const sent = [...earlier]
  let recalled = sent.length

  function write(text) {
    input.value = text
    input.setSelectionRange(text.length, text.length)
    input.focus()
    changed()
    completions.hide()
  }

  function changed() {
    send.disabled = input.value.trim() === ''
    status.textContent = ''
    onChange(input.value)
  }

  function submit() {
    const text = input.value.trim()
    if (!text || input.disabled) return
    const problem = check?.(text)
    if (problem !== undefined) {
      status.textContent = problem
      return
    }
    if (sent.at(-1) !== text) sent.push(text)
    recalled = sent.length
    write('')
    onSend(text)
  }

  /** Only while the line is empty or itself recalled, so that nothing typed is lost. */
  function recall(step) {
    if (input.value !== '' && input.value !== sent[recalled]) return false
    recalled = Math.min(Math.max(0, recalled + step), sent.length)
    write(sent[recalled] ?? '')
    return true
  }

  function onKey(event) {
    // Enter and the arrows belong to the input method while it composes.
    if (event.isComposing) return false
    const isOffering = completions.isOpen()
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : -1
        if (!isOffering) return recall(step)
        completions.step(step)
        return true
      }
      case 'Tab':
      case 'Enter':
        if (!isOffering || event.shiftKey) return false
        return completions.acceptMarked({ orFirst: event.key === 'Tab' })
      case 'Escape':
        if (!isOffering) return false
        completions.hide()
        return true
      default:
        return false
    }
  }

  input.addEventListener('keydown', (event) => {
    if (onKey(event)) event.preventDefault()
  })
  input.addEventListener('input', () => {
    changed()
    completions.offer()
  })
  input.addEventListener('blur', completions.hide)
  input.addEventListener('focus', completions.offer)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  send.disabled = input.value.trim() === ''
  return {
    focus: () => input.focus(),
    /** Gives back what could not be sent, unless something else is being typed already. */
    restore(text, reason) {
      if (input.value === '') {
        input.value = text
        changed()
      }
      status.textContent = reason
    },
  }
}
