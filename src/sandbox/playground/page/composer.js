import { createCompletions } from './completions.js'

/**
 * The line at the bottom: completions while a command is being typed, earlier lines with the arrow keys.
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {{ sent: readonly string[], commands: readonly any[], registered?: readonly string[],
 *   check?: (text: string) => string | undefined, onSend: (text: string) => void }} given `sent`: earlier lines,
 *   `registered`: names of commands, `check`: what is wrong with a line
 */
export function createComposer(parts, { sent: earlier, commands, registered, check, onSend }) {
  const { input, send, status, form } = parts
  const completions = createCompletions(parts, { commands, registered, onAccept: write })
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
  return { focus: () => input.focus() }
}
