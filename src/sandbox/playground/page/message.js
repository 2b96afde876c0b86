import { renderBlocks } from './blocks.js'
import { element } from './element.js'
import { renderMrkdwn } from './mrkdwn.js'

/** Colours that avatars take in turn. */
const tones = 7

/**
 * @typedef {object} Author
 * @property {string} name
 * @property {string} [locale]
 * @property {boolean} isBot
 * @property {number} tone
 */

/**
 * A message of the record.
 *
 * @param {any} message
 * @param {{ author: Author, zone: string, locale: string, nameOf: (id: string) => string | undefined,
 *   onPress: (messageId: string, button: HTMLButtonElement) => void }} view `locale`: that of the reader
 */
export function renderMessage(message, { author, zone, locale, nameOf, onPress }) {
  const { id, at, ephemeral, thread, payload } = message
  const blocks = Array.isArray(payload.blocks) ? payload.blocks : []
  const content =
    blocks.length > 0
      ? renderBlocks(blocks, { nameOf, onPress: (button) => onPress(id, button) })
      : [element('div', { class: 'text' }, renderMrkdwn(payload.text ?? '', nameOf))]
  return renderRow(
    { author, at, zone, isPrivate: ephemeral, isReply: thread !== undefined, testId: 'message' },
    [element('div', { class: 'content', lang: locale }, ...content), renderPayload(payload)],
  )
}

/**
 * What was typed here. Slack does not keep a command, so the record does not either.
 *
 * @param {{ text: string, at: string, problem?: string, isWaiting: boolean }} said
 * @param {{ author: Author, zone: string }} view
 */
export function renderSaid({ text, at, problem, isWaiting }, { author, zone }) {
  return renderRow({ author, at, zone, isPrivate: false, isReply: false, testId: 'said' }, [
    element(
      'div',
      { class: 'content said' },
      element('code', {}, text),
      isWaiting ? element('span', { class: 'waiting', role: 'img', 'aria-label': 'Waiting' }) : undefined,
      problem ? element('span', { class: 'problem' }, problem) : undefined,
    ),
  ])
}

function renderRow({ author, at, zone, isPrivate, isReply, testId }, content) {
  const time = new Date(at)
  return element(
    'article',
    { class: isReply ? 'message reply' : 'message', 'data-testid': testId },
    element(
      'span',
      { class: 'avatar', 'data-tone': author.isBot ? 'bot' : author.tone % tones, 'aria-hidden': 'true' },
      initialsOf(author.name),
    ),
    element(
      'div',
      { class: 'body' },
      isPrivate ? element('p', { class: 'only-you' }, 'Only visible to you') : undefined,
      element(
        'p',
        { class: 'byline' },
        element('strong', { lang: author.locale }, author.name),
        author.isBot ? element('span', { class: 'badge' }, 'App') : undefined,
        element('time', { datetime: at, title: inZone(time, zone, 'full') }, inZone(time, zone, 'time')),
      ),
      ...content,
    ),
  )
}

function renderPayload(payload) {
  const details = element('details', { class: 'payload' }, element('summary', {}, 'Payload'))
  details.addEventListener('toggle', () => {
    if (!details.open) return
    if (!details.querySelector('pre')) details.append(element('pre', {}, JSON.stringify(payload, null, 2)))
    details.scrollIntoView({ block: 'nearest' })
  })
  return details
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
