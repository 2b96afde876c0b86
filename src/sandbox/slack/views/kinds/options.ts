import { asList, checkString, checkText, isJson, type Json, refusal } from '../../checks.ts'

const longest = { text: 75, value: 150, description: 75 }

/** One of the choices of a select or of checkboxes. */
export function checkOption(option: unknown, at: string, textTypes: string[]): string[] {
  if (!isJson(option)) return [refusal('must be an option', at)]
  const { text, value, description } = option
  return [
    ...checkText(text, longest.text, `${at}/text`, textTypes),
    ...checkString(value, longest.value, `${at}/value`),
    ...(description === undefined
      ? []
      : checkText(description, longest.description, `${at}/description`, textTypes)),
  ]
}

/** What is chosen beforehand has to be one of the choices, to the letter. */
export function checkChosen(chosen: unknown, options: readonly unknown[], at: string): string[] {
  const isThere = options.some((option) => JSON.stringify(option) === JSON.stringify(chosen))
  return isThere ? [] : [refusal('must be one of the options', at)]
}

/** Also those that stand in groups. */
export function optionsOf({ options, option_groups }: Json): readonly Json[] {
  const grouped = asList(option_groups).flatMap((group) => asList((group as Json).options))
  return [...asList(options), ...grouped] as readonly Json[]
}
