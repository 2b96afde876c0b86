import { checkText, isJson, refusal, unlessAbsent } from '../../checks.ts'
import { type InputKind, longestPlaceholder } from '../input-kind.ts'

const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d$/

export const timepicker: InputKind = {
  check(element, at) {
    const { initial_time, placeholder } = isJson(element) ? element : {}
    return [
      ...unlessAbsent(initial_time, () =>
        timeForm.test(String(initial_time)) ? [] : [refusal('must be HH:mm', `${at}/initial_time`)],
      ),
      ...unlessAbsent(placeholder, () =>
        checkText(placeholder, longestPlaceholder, `${at}/placeholder`, ['plain_text']),
      ),
    ]
  },
  initial: ({ initial_time }) => String(initial_time ?? ''),
  findFault: (_element, given) => (timeForm.test(String(given)) ? undefined : 'Enter a time such as 09:00.'),
  toState: (_element, given) => ({ type: 'timepicker', selected_time: given || null }),
}
