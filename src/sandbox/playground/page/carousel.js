import { element, setDisabled } from './element.js'

/**
 * Cards side by side, which scroll by two buttons, by the arrow keys and by touch.
 *
 * @param {readonly HTMLElement[]} cards
 * @param {string} name what a screen reader says of it
 */
export function renderCarousel(cards, name) {
  const items = cards.map((card, index) =>
    element('li', { 'aria-label': `${index + 1} of ${cards.length}` }, card),
  )
  const track = element('ul', { class: 'carousel-track', tabindex: 0, 'aria-label': name }, ...items)
  const back = turner('‹', 'Previous card', -1)
  const on = turner('›', 'Next card', 1)

  function turner(sign, label, step) {
    const button = element('button', { type: 'button', class: 'carousel-turn', 'aria-label': label }, sign)
    button.addEventListener('click', () => {
      if (button.ariaDisabled) return
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
      const [first] = track.children
      track.scrollBy({ left: step * first.offsetWidth, behavior: isCalm ? 'instant' : 'smooth' })
    })
    return button
  }

  function mark() {
    const end = track.scrollWidth - track.clientWidth
    setDisabled(back, track.scrollLeft < 2)
    setDisabled(on, track.scrollLeft > end - 2)
    turners.hidden = end < 2
  }

  const turners = element('div', { class: 'carousel-turns' }, back, on)
  track.addEventListener('scroll', mark)
  new ResizeObserver(mark).observe(track)
  return element('div', { class: 'carousel' }, track, turners)
}
