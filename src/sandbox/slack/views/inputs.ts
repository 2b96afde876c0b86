import { asList, type Json } from '../checks.ts'
import type { InputKind } from './input-kind.ts'
import { checkboxes } from './kinds/checkboxes.ts'
import { numberInput } from './kinds/number-input.ts'
import { staticSelect } from './kinds/static-select.ts'
import { textInput } from './kinds/text-input.ts'
import { timepicker } from './kinds/timepicker.ts'

/** The inputs that this stand-in knows, by their type. */
const kinds: Readonly<Record<string, InputKind>> = {
  timepicker,
  plain_text_input: textInput,
  number_input: numberInput,
  static_select: staticSelect,
  checkboxes,
}

export function findInputKind(type: unknown): InputKind | undefined {
  return Object.hasOwn(kinds, String(type)) ? kinds[String(type)] : undefined
}

export interface InputBlock {
  readonly block_id: string
  readonly optional?: boolean
  readonly element: Json & { readonly type: string; readonly action_id: string }
}

/** Those of a view that was checked. */
export function inputsOf(view: Json): readonly InputBlock[] {
  return (asList(view.blocks) as readonly (InputBlock & Json)[]).filter(({ type }) => type === 'input')
}
