import { byId, element } from './element.js'

/**
 * The list of rooms; the focus stays where it is.
 *
 * @param {readonly any[]} rooms
 * @param {{ current: any, unread: ReadonlySet<string>, botName: string, onChoose: (room: any) => void }} view
 */
export function renderRooms(rooms, { current, unread, botName, onChoose }) {
  const list = byId('rooms')
  const buttons = rooms.map((room) => {
    const isDirect = room.person !== undefined
    const button = element(
      'button',
      { type: 'button', 'aria-current': room.id === current.id && 'true', 'data-room': room.id },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, isDirect ? '@' : '#'),
      element('span', { class: 'name' }, isDirect ? botName : room.name),
      unread.has(room.id)
        ? element('span', { class: 'unread', role: 'img', 'aria-label': 'unread' })
        : undefined,
    )
    button.addEventListener('click', () => onChoose(room))
    return element('li', {}, button)
  })
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined
  list.replaceChildren(...buttons)
  if (focused) list.querySelector(`[data-room="${focused.getAttribute('data-room')}"]`)?.focus()
}
