import type { Fact, Section } from '../../core/card.ts'
import type { EndingList } from '../../core/ending-within.ts'
import type { Ending } from '../../core/expiry.ts'
import { date, type Phrase, parts, say } from '../../core/phrase.ts'
import { counted } from '../customer/period.ts'

/** So few that each line of a section can be shown uncut, and enough to read a day at a glance. */
const linesPerSection = 10

/** The days in turn, then what has no date, then the trials that are over. */
export function endingSections(
  { dated, undated, endedTrials }: EndingList,
  toFact: (ending: Ending) => Fact,
): Section[] {
  // Together with the days left, because a day is not equally far off for customers in different zones.
  const days = Map.groupBy(dated, ({ on, daysLeft }) => `${on} ${daysLeft}`)
  return [
    ...[...days.values()].flatMap((endings) => sectionsOf(dayTitle(endings[0]), endings.map(toFact))),
    ...sectionsOf(say('daysLeft.noEnd'), undated.map(toFact)),
    ...sectionsOf(say('expiring.endedTrials'), endedTrials.map(toFact)),
  ]
}

function dayTitle(ending: Ending | undefined): Phrase {
  if (!ending?.on || ending.daysLeft === null) return say('daysLeft.noEnd')
  return parts(date(ending.on), counted('daysUntil', ending.daysLeft))
}

/** A long list goes into several sections, `… (2 of 3)`: a platform may page them, but cuts within one. */
export function sectionsOf(title: Phrase, facts: readonly Fact[]): Section[] {
  const count = Math.ceil(facts.length / linesPerSection)
  return Array.from({ length: count }, (_, index) => ({
    title: count > 1 ? say('expiring.partOf', { title, part: index + 1, parts: count }) : title,
    facts: facts.slice(index * linesPerSection, (index + 1) * linesPerSection),
  }))
}
