import { renderText } from './blocks.js'
import { element } from './element.js'

/**
 * An input of a dialog with its label, its hint, and the place for what is wrong with it.
 *
 * @typedef {object} Input
 * @property {string} id of its block
 * @property {HTMLElement} node
 * @property {boolean} isFirst whether it wants the focus
 * @property {() => string | string[]} read
 * @property {(error: string | undefined) => void} setError
 * @property {() => void} focus
 */

/**
 * @param {any} block
 * @returns {Input}
 */
export function renderInput({ block_id: id, label, hint, optional, element: wanted }) {
  const name = `input-${id}`
  const ids = { hint: `${name}-hint`, error: `${name}-error` }
  const described = hint ? `${ids.hint} ${ids.error}` : ids.error
  const { control, fields, read } = controls[wanted.type](wanted, { id: name, 'aria-describedby': described })
  const isGroup = control.tagName === 'FIELDSET'
  const title = [
    renderText(label, () => undefined),
    optional ? element('span', { class: 'optional' }, ' (optional)') : undefined,
  ]
  if (isGroup) control.prepend(element('legend', {}, ...title))
  const error = element('p', { class: 'input-error', id: ids.error })
  const node = element(
    'div',
    { class: 'modal-input' },
    isGroup ? undefined : element('label', { for: name }, ...title),
    control,
    hint ? element('p', { class: 'input-hint', id: ids.hint }, hint.text) : undefined,
    error,
  )
  return {
    id,
    node,
    isFirst: wanted.focus_on_load === true,
    read,
    setError(text) {
      error.textContent = text ?? ''
      for (const field of fields) field.ariaInvalid = text === undefined ? null : 'true'
    },
    focus: () => fields[0]?.focus(),
  }
}

const controls = {
  timepicker: ({ initial_time }, attributes) => typed({ type: 'time', value: initial_time, ...attributes }),
  plain_text_input({ multiline, initial_value, placeholder }, attributes) {
    const shared = { placeholder: placeholder?.text, ...attributes }
    if (!multiline) return typed({ type: 'text', value: initial_value, autocomplete: 'off', ...shared })
    return alone(element('textarea', { rows: 4, ...shared }, initial_value ?? ''))
  },
  number_input: ({ initial_value, min_value, max_value, is_decimal_allowed }, attributes) =>
    typed({
      type: 'number',
      value: initial_value,
      min: min_value,
      max: max_value,
      step: is_decimal_allowed ? 'any' : undefined,
      ...attributes,
    }),
  static_select({ options, option_groups, initial_option, placeholder }, attributes) {
    const toOption = ({ text, value }) =>
      element('option', { value, selected: value === initial_option?.value }, text.text)
    const nothing = element('option', { value: '' }, placeholder?.text ?? 'Choose…')
    const groups = (option_groups ?? []).map((group) =>
      element('optgroup', { label: group.label.text }, ...group.options.map(toOption)),
    )
    return alone(element('select', attributes, nothing, ...(options ?? []).map(toOption), ...groups))
  },
  checkboxes({ options, initial_options = [] }, attributes) {
    const boxes = options.map(({ value }) =>
      element('input', {
        type: 'checkbox',
        value,
        checked: initial_options.some((chosen) => chosen.value === value),
      }),
    )
    const lines = options.map(({ text }, index) =>
      element(
        'label',
        { class: 'box' },
        boxes[index],
        element(
          'span',
          {},
          renderText(text, () => undefined),
        ),
      ),
    )
    return {
      control: element('fieldset', attributes, ...lines),
      fields: boxes,
      read: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
    }
  },
}

const typed = (attributes) => alone(element('input', attributes))

function alone(control) {
  return { control, fields: [control], read: () => control.value }
}
