import { byId, element } from './element.js'

/** In pixels, from the button and from the edge of the window. */
const gap = 4

/** The menu of a message: one for the whole page, below the button that opened it, or above. */
export function createMessageMenu() {
  const menu = byId('message-menu')
  /** @type {HTMLButtonElement | undefined} */
  let opener
  let wasOpen = false

  function renderEntry({ name, onChoose }) {
    const entry = element('button', { type: 'button', role: 'menuitem', tabindex: -1 }, name)
    entry.addEventListener('click', () => {
      menu.hidePopover()
      onChoose()
    })
    return entry
  }

  function place() {
    const { top, bottom, right } = opener.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = menu
    const isBelow = bottom + gap + height < innerHeight
    menu.style.top = `${isBelow ? bottom + gap : top - gap - height}px`
    menu.style.left = `${Math.max(gap, right - width)}px`
  }

  function follow() {
    const { top, bottom } = opener.getBoundingClientRect()
    const isInSight = opener.isConnected && bottom > 0 && top < innerHeight
    if (isInSight) place()
    else menu.hidePopover()
  }

  function step(key) {
    const entries = [...menu.children]
    const at = entries.indexOf(document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key]
    entries.at(next % entries.length)?.focus()
  }

  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') menu.hidePopover()
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    step(event.key)
  })
  menu.addEventListener('beforetoggle', ({ newState }) =>
    opener.setAttribute('aria-expanded', newState === 'open'),
  )
  // A press beside an open menu closes it, also one on its own button, which is not to open it again.
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      wasOpen = menu.matches(':popover-open') && opener.contains(target)
    },
    true,
  )
  // It goes along with its button, and away with it.
  document.addEventListener('scroll', () => menu.matches(':popover-open') && follow(), true)

  return {
    /**
     * @param {HTMLButtonElement} button
     * @param {readonly { name: string, onChoose: () => void }[]} entries
     */
    open(button, entries) {
      const isClosing = wasOpen
      wasOpen = false
      if (isClosing) return
      opener = button
      menu.replaceChildren(...entries.map(renderEntry))
      menu.showPopover()
      place()
      menu.firstElementChild?.focus()
    },
  }
}
