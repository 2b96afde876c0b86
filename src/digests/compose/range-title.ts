import type { DayRange } from '../../core/digest/ranges.ts'
import { type Phrase, say } from '../../core/phrase.ts'

export function rangeTitle({ from, to }: DayRange): Phrase {
  if (to === 0) return say('digest.range.today')
  return from === to ? say('digest.range.day', { count: to }) : say('digest.range.days', { from, to })
}
