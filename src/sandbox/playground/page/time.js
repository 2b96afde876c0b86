const formats = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'long' },
}
const formatters = new Map()

/**
 * A point in time as the clock of a zone shows it.
 *
 * @param {Date} time
 * @param {string} zone IANA
 * @param {'time' | 'date' | 'day' | 'full'} form
 */
export function inZone(time, zone, form) {
  const key = `${form} ${zone}`
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...formats[form], timeZone: zone })
  formatters.set(key, formatter)
  return formatter.format(time)
}
