import { element } from './element.js'

/**
 * A platform's list of rooms; the focus stays where it is.
 *
 * @param {HTMLElement} list
 * @param {readonly { id: string, sign: string, title: string }[]} rooms
 * @param {{ current: string | undefined, unread: ReadonlySet<string>, onChoose: (id: string) => void }} view
 */
export function renderRooms(list, rooms, { current, unread, onChoose }) {
  const items = rooms.map(({ id, sign, title }) => {
    const button = element(
      'button',
      { type: 'button', 'aria-current': id === current && 'true', 'data-room': id },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      element('span', { class: 'name' }, title),
      unread.has(id) ? element('span', { class: 'unread', role: 'img', 'aria-label': 'unread' }) : undefined,
    )
    button.addEventListener('click', () => onChoose(id))
    return element('li', {}, button)
  })
  if (items.length === 0) items.push(element('li', { class: 'none' }, 'No account'))
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined
  list.replaceChildren(...items)
  if (focused) list.querySelector(`[data-room="${CSS.escape(focused.getAttribute('data-room'))}"]`)?.focus()
}
