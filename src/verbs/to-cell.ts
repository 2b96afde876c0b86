import { cleanData } from '../text/clean-data.ts'

/** Text from outside on one line: a terminal obeys some of what it is shown. A dash where nothing is left to see. */
export function toCell(text: string): string {
  return cleanData(text)?.replaceAll(/\s+/g, ' ') ?? '-'
}
