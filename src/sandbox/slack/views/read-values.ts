import type { Json } from '../checks.ts'
import type { Given } from './input-kind.ts'
import { findInputKind, inputsOf } from './inputs.ts'

/** What a person put in, by the id of the block; what is not named stays as it was prefilled. */
export type GivenValues = Readonly<Record<string, Given>>

/** Sentences beside inputs, by the id of the block. */
export type InputErrors = Readonly<Record<string, string>>

/** Slack's own words. */
const missing = 'Please complete this required field.'

/** The state that Slack sends along, and why Slack would not send it at all. */
export function readValues(
  view: Json,
  given: GivenValues,
): { readonly values: object; readonly errors: InputErrors } {
  const values: Record<string, object> = {}
  const errors: Record<string, string> = {}
  for (const { block_id, optional = false, element } of inputsOf(view)) {
    const kind = findInputKind(element.type)
    if (!kind) throw new Error(`an input of type ${element.type} should not have been opened`)
    const value = given[block_id] ?? kind.initial(element)
    values[block_id] = { [element.action_id]: kind.toState(element, value) }
    const error = value.length > 0 ? kind.findFault(element, value) : optional ? undefined : missing
    if (error !== undefined) errors[block_id] = error
  }
  return { values, errors }
}
