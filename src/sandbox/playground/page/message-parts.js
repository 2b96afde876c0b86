import { element } from './element.js'
import { inZone } from './time.js'

/** Colours that avatars take in turn. */
const tones = 7

/**
 * @typedef {object} Author
 * @property {string} name
 * @property {string} [locale] BCP 47
 * @property {boolean} isBot
 * @property {number} tone
 */

/** @param {Author} author */
export function renderAvatar({ name, isBot, tone }) {
  return element(
    'span',
    { class: 'avatar', 'data-tone': isBot ? 'bot' : tone % tones, 'aria-hidden': 'true' },
    initialsOf(name),
  )
}

/**
 * @param {string} at ISO 8601
 * @param {string} zone IANA
 */
export function renderTime(at, zone) {
  const time = new Date(at)
  return element('time', { datetime: at, title: inZone(time, zone, 'full') }, inZone(time, zone, 'time'))
}

/** What the platform was sent, behind a fold. */
export function renderPayload(payload) {
  const details = element('details', { class: 'payload' }, element('summary', {}, 'Payload'))
  details.addEventListener('toggle', () => {
    if (!details.open) return
    if (!details.querySelector('pre')) details.append(element('pre', {}, JSON.stringify(payload, null, 2)))
    details.scrollIntoView({ block: 'nearest' })
  })
  return details
}

/** Something that this page cannot draw. */
export function renderUnknown(type) {
  return element('div', { class: 'block-unknown' }, `“${type}” cannot be shown here`)
}

/** Two letters of a Latin name, one character of any other. */
function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{Script=Latin}/u.test(word))
  if (words.length === 0) return [...name][0] ?? ''
  return words
    .slice(0, 2)
    .map((word) => word[0])
    .join('')
}
