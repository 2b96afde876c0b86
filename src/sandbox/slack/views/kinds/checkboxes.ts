import { asList, checkList, isJson, type Json, refusal, unlessAbsent } from '../../checks.ts'
import type { InputKind } from '../input-kind.ts'
import { checkChosen, checkOption, optionsOf } from './options.ts'

const mostOptions = 10

export const checkboxes: InputKind = {
  check(element, at) {
    if (!isJson(element)) return [refusal('must be an element', at)]
    const { options, initial_options } = element
    return [
      ...checkList(options, mostOptions, `${at}/options`, (option, path) =>
        checkOption(option, path, ['plain_text', 'mrkdwn']),
      ),
      ...unlessAbsent(initial_options, () =>
        checkList(initial_options, mostOptions, `${at}/initial_options`, (chosen, path) =>
          checkChosen(chosen, asList(options), path),
        ),
      ),
    ]
  },
  initial: ({ initial_options }) => (asList(initial_options) as Json[]).map(({ value }) => String(value)),
  findFault(element, given) {
    const values = optionsOf(element).map(({ value }) => value)
    return [given].flat().every((value) => values.includes(value)) ? undefined : 'Choose from the list.'
  },
  toState: (element, given) => ({
    type: 'checkboxes',
    selected_options: optionsOf(element).filter(({ value }) => [given].flat().includes(String(value))),
  }),
}
