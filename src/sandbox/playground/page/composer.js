import { commands } from './commands.js'
import { byId, element } from './element.js'

/**
 * The line at the bottom: completions while a command is being typed, earlier lines with the arrow keys.
 *
 * @param {(text: string) => void} onSend
 */
export function createComposer(onSend) {
  const input = /** @type {HTMLInputElement} */ (byId('composer'))
  const list = byId('completions')
  const send = /** @type {HTMLButtonElement} */ (byId('send'))
  const status = byId('status')
  const sent = []
  let recalled = 0
  let offered = []
  let marked = 0

  function offer() {
    const typed = input.value
    const isWhole = commands.some(({ text }) => text.trimEnd() === typed.trimEnd())
    offered = typed.startsWith('/') && !isWhole ? commands.filter(({ text }) => text.startsWith(typed)) : []
    marked = 0
    list.replaceChildren(...offered.map(renderOffer))
    list.hidden = offered.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark()
  }

  function renderOffer({ text, takes, about }, index) {
    const option = element(
      'div',
      { id: `completion-${index}`, role: 'option' },
      element('code', {}, text.trimEnd()),
      element('span', { class: 'takes' }, takes),
      element('span', { class: 'about' }, about),
    )
    // Before the input would lose its focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      accept(index)
    })
    return option
  }

  function mark() {
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === marked))
    if (list.hidden) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `completion-${marked}`)
  }

  function accept(index) {
    write(offered[index].text)
  }

  function write(text) {
    input.value = text
    input.setSelectionRange(text.length, text.length)
    input.focus()
    changed()
  }

  function changed() {
    send.disabled = input.value.trim() === ''
    status.textContent = ''
    offer()
  }

  function submit() {
    const text = input.value.trim()
    if (!text) return
    if (!text.startsWith('/')) {
      status.textContent = 'Commands begin with /'
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
    const isOffering = !list.hidden
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : -1
        if (!isOffering) return recall(step)
        marked = (marked + step + offered.length) % offered.length
        mark()
        return true
      }
      case 'Tab':
      case 'Enter':
        if (!isOffering || event.shiftKey) return false
        accept(marked)
        return true
      case 'Escape':
        if (!isOffering) return false
        offered = []
        list.hidden = true
        input.setAttribute('aria-expanded', 'false')
        mark()
        return true
      default:
        return false
    }
  }

  input.addEventListener('keydown', (event) => {
    if (onKey(event)) event.preventDefault()
  })
  input.addEventListener('input', changed)
  input.addEventListener('blur', () => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
  })
  input.addEventListener('focus', offer)
  byId('composer-form').addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  // Wherever the focus is, what is typed goes into the line, as in Slack.
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
    const isTyped = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
    if (isTyped && !target.closest('input, select')) input.focus()
  })
  input.focus()
  return { focus: () => input.focus() }
}
