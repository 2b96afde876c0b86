import { isJson, refusal, unlessAbsent } from '../../checks.ts'
import type { InputKind } from '../input-kind.ts'

const numberForm = /^-?\d+(?:\.\d+)?$/

/** Slack writes its numbers as strings. */
export const numberInput: InputKind = {
  check(element, at) {
    const { is_decimal_allowed, ...rest } = isJson(element) ? element : {}
    return [
      ...(typeof is_decimal_allowed === 'boolean'
        ? []
        : [refusal('missing required field: is_decimal_allowed', at)]),
      ...['initial_value', 'min_value', 'max_value'].flatMap((key) =>
        unlessAbsent(rest[key], (value) =>
          typeof value === 'string' && numberForm.test(value)
            ? []
            : [refusal('must be a number as a string', `${at}/${key}`)],
        ),
      ),
    ]
  },
  initial: ({ initial_value }) => String(initial_value ?? ''),
  findFault({ is_decimal_allowed, min_value, max_value }, given) {
    const isNumber = numberForm.test(String(given)) && (is_decimal_allowed || Number.isInteger(Number(given)))
    if (!isNumber) return is_decimal_allowed ? 'Enter a number.' : 'Enter a whole number.'
    if (min_value !== undefined && Number(given) < Number(min_value)) return `Enter ${min_value} or more.`
    if (max_value !== undefined && Number(given) > Number(max_value)) return `Enter ${max_value} or less.`
    return undefined
  },
  toState: (_element, given) => ({ type: 'number_input', value: given || null }),
}
