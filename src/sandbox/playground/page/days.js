import { element } from './element.js'
import { inZone } from './time.js'

/**
 * Puts a line before the first entry of each day.
 *
 * @param {readonly any[]} entries
 * @param {string} zone IANA
 */
export function withDays(entries, zone) {
  let day = ''
  return entries.flatMap((entry, index) => {
    const its = inZone(new Date(entry.at), zone, 'day')
    if (its === day) return [entry]
    day = its
    return [{ key: `day ${index} ${its}`, version: its, render: () => renderDay(its) }, entry]
  })
}

function renderDay(day) {
  return element('div', { class: 'day', role: 'separator', 'aria-label': day }, element('span', {}, day))
}
