import type { SpokenAction, SpokenCard, SpokenFact } from '../core/card.ts'
import { cleanData } from './clean-data.ts'

/** A spoken card as plain text for a terminal. Buttons become the commands that can be typed next. */
export function formatText(spoken: SpokenCard): string {
  const head = [spoken.title, ...(spoken.lead ? [spoken.lead] : [])]
  const sections = spoken.sections.map(({ title, facts }) => [title, ...facts.map(factLine)])
  // Asking again is done with the arrow key, and a terminal is shared with nobody.
  const next = spoken.actions.filter(({ kind }) => kind === 'open').map(commandLine)

  return [head, spoken.facts.map(factLine), ...sections, [...spoken.notes], next]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}

/** Further lines of a value, such as a memo's, stand under its first, and a button under them. */
function factLine({ label, value, action, link }: SpokenFact): string {
  const lines = [...value.split('\n'), ...(link ? [link] : []), ...(action ? [commandLine(action)] : [])]
  return `  ${label}: ${lines.join('\n    ')}`
}

/** It may hold what somebody wrote, and a terminal does what control characters say. */
function commandLine({ command, label }: SpokenAction): string {
  return `/${cleanData(command) ?? ''} (${label})`
}
