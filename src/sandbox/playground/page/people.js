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
 * Fills the picker with the people that the reader can play.
 *
 * @param {readonly any[]} people
 * @param {any} current
 * @param {(person: any) => void} onChoose
 */
export function fillPeople(people, current, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (byId('person'))
  const options = people.map(({ id, name, locale, zone, kind }) =>
    element(
      'option',
      { value: id, lang: locale },
      `${name}${kinds[kind] ?? ''} · ${languages[locale] ?? locale} · ${zone}`,
    ),
  )
  select.replaceChildren(...options)
  select.value = current.id
  select.addEventListener('change', () => {
    const chosen = people.find(({ id }) => id === select.value)
    if (chosen) onChoose(chosen)
  })
}
