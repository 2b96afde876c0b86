import { checkText, isJson, refusal, unlessAbsent } from '../../checks.ts'
import { type InputKind, longestPlaceholder } from '../input-kind.ts'

const longestText = 3000

export const textInput: InputKind = {
  check(element, at) {
    const { initial_value, placeholder, min_length, max_length } = isJson(element) ? element : {}
    const checkLength = (length: unknown, least: number, path: string) =>
      Number.isInteger(length) && Number(length) >= least && Number(length) <= longestText
        ? []
        : [refusal(`must be a number from ${least} to ${longestText}`, path)]
    return [
      ...unlessAbsent(initial_value, () =>
        typeof initial_value === 'string' && initial_value.length <= Number(max_length ?? longestText)
          ? []
          : [refusal('must be a string no longer than max_length', `${at}/initial_value`)],
      ),
      ...unlessAbsent(placeholder, () =>
        checkText(placeholder, longestPlaceholder, `${at}/placeholder`, ['plain_text']),
      ),
      ...unlessAbsent(min_length, () => checkLength(min_length, 0, `${at}/min_length`)),
      ...unlessAbsent(max_length, () => checkLength(max_length, 1, `${at}/max_length`)),
    ]
  },
  initial: ({ initial_value }) => String(initial_value ?? ''),
  findFault({ min_length, max_length }, given) {
    if (given.length < Number(min_length ?? 0)) return `Write at least ${min_length} characters.`
    return given.length > Number(max_length ?? longestText)
      ? `Write no more than ${max_length ?? longestText} characters.`
      : undefined
  },
  toState: (_element, given) => ({ type: 'plain_text_input', value: given || null }),
}
