import type { SpokenCard } from '../../core/card.ts'
import { toSlackText } from './slack-text.ts'

/** Seven lines of this stay far below the 4,000 characters that Slack recommends; a notification shows two. */
const lineLimit = 300
const factCount = 5

/**
 * A card in plain words, for notifications, screen readers and where blocks are refused:
 * title, lead and the first facts.
 */
export function fallbackText(card: SpokenCard): string {
  const facts = [
    ...card.facts,
    ...card.sections.flatMap(({ title, facts }) => [{ label: '', value: title }, ...facts]),
  ]
  const lines = [
    card.title,
    ...(card.lead === undefined ? [] : [card.lead]),
    ...facts.slice(0, factCount).map(({ label, value }) => (label ? `${label}: ${value}` : value)),
  ]
  return lines.map((line) => toSlackText(line, lineLimit)).join('\n')
}
