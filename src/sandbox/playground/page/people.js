import { byId, element } from './element.js'

const languages = {
  'ja-JP': '日本語',
  'ko-KR': '한국어',
  'en-US': 'English',
  'zh-TW': '繁體中文',
  'zh-CN': '简体中文',
}

const kinds = { guest: ' (guest)', stranger: ' (another organisation)' }

/**
 * Somebody whom the reader can play.
 *
 * @typedef {object} Human
 * @property {string} key
 * @property {string} name
 * @property {string} locale BCP 47
 * @property {string} zone IANA
 * @property {string} kind
 * @property {any} slack the account there, if any
 * @property {any} lineworks the account there, if any
 */

/**
 * The people of both platforms; those of one name are one human.
 *
 * @param {readonly any[]} slack
 * @param {readonly any[]} lineworks
 * @returns {Human[]}
 */
export function matchPeople(slack, lineworks) {
  const names = new Set([...slack, ...lineworks].map(({ name }) => name))
  return [...names].map((name) => {
    const accounts = {
      slack: slack.find((person) => person.name === name),
      lineworks: lineworks.find((person) => person.name === name),
    }
    const { id, locale, zone, kind } = accounts.slack ?? accounts.lineworks
    return { key: id, name, locale: locale.replace('_', '-'), zone, kind, ...accounts }
  })
}

/**
 * Fills the picker with the people that the reader can play.
 *
 * @param {readonly Human[]} people
 * @param {Human} current
 * @param {(human: Human) => void} onChoose
 */
export function fillPeople(people, current, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (byId('person'))
  const options = people.map(({ key, name, locale, zone, kind }) =>
    element(
      'option',
      { value: key, lang: locale },
      `${name}${kinds[kind] ?? ''} · ${languages[locale] ?? locale} · ${zone}`,
    ),
  )
  select.replaceChildren(...options)
  select.value = current.key
  select.addEventListener('change', () => {
    const chosen = people.find(({ key }) => key === select.value)
    if (chosen) onChoose(chosen)
  })
}
