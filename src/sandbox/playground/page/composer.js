import { byId, element } from './element.js'
import { offerCommands, offerCustomers } from './offers.js'

/**
 * The line at the bottom: completions while a command is being typed, earlier lines with the arrow keys.
 *
 * @param {{ sent: readonly string[], registered: readonly string[] | undefined, onSend: (text: string) => void }} given
 *   `sent`: earlier lines, `registered`: names of commands
 */
export function createComposer({ sent: earlier, registered, onSend }) {
  const input = /** @type {HTMLInputElement} */ (byId('composer'))
  const list = byId('completions')
  const send = /** @type {HTMLButtonElement} */ (byId('send'))
  const status = byId('status')
  const sent = [...earlier]
  let recalled = sent.length
  let offered = []
  let marked = 0

  /** A command is marked at once; a customer only by an arrow, so that Enter sends what was typed. */
  async function offer() {
    const typed = input.value
    showOffers(offerCommands(typed, registered), 0)
    if (offered.length > 0) return
    try {
      const customers = await offerCustomers(typed)
      if (input.value === typed && document.activeElement === input) showOffers(customers, -1)
    } catch {
      // The sandbox is away, which the page tells below the line; nothing is offered meanwhile.
    }
  }

  function showOffers(offers, first) {
    offered = offers
    marked = first
    list.replaceChildren(...offered.map(renderOffer))
    list.hidden = offered.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark()
  }

  function renderOffer({ label, name, takes, about }, index) {
    const option = element(
      'div',
      { id: `completion-${index}`, role: 'option' },
      element('code', {}, label),
      // A name may hold characters that turn the direction of what follows.
      name === undefined
        ? element('span', { class: 'takes' }, takes)
        : element('bdi', { class: 'name' }, name),
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
    if (list.hidden || marked < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `completion-${marked}`)
  }

  function accept(index) {
    write(offered[index].text)
    offer()
  }

  function write(text) {
    input.value = text
    input.setSelectionRange(text.length, text.length)
    input.focus()
    changed()
    showOffers([], 0)
  }

  function changed() {
    send.disabled = input.value.trim() === ''
    status.textContent = ''
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
        marked =
          marked < 0 && step < 0 ? offered.length - 1 : (marked + step + offered.length) % offered.length
        mark()
        return true
      }
      case 'Tab':
      case 'Enter':
        if (!isOffering || event.shiftKey || (event.key === 'Enter' && marked < 0)) return false
        accept(Math.max(0, marked))
        return true
      case 'Escape':
        if (!isOffering) return false
        showOffers([], 0)
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
    offer()
  })
  input.addEventListener('blur', () => showOffers([], 0))
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
