const svg = 'http://www.w3.org/2000/svg'

/** Strokes in a box of 20 by 20. */
const strokes = {
  reply: 'M3.5 4.5h13v8.5h-7l-3.5 3v-3h-2.5z',
  edit: 'M4 16l.7-3.2 8.6-8.6 2.5 2.5-8.6 8.6zM11.6 5.9l2.5 2.5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
}

/** @param {keyof typeof strokes} name */
export function renderIcon(name) {
  const icon = document.createElementNS(svg, 'svg')
  const path = document.createElementNS(svg, 'path')
  for (const [key, value] of [
    ['viewBox', '0 0 20 20'],
    ['class', 'icon'],
    ['data-icon', name],
    ['aria-hidden', 'true'],
  ])
    icon.setAttribute(key, value)
  path.setAttribute('d', strokes[name])
  icon.append(path)
  return icon
}
