import { type Phrase, say } from '../../core/phrase.ts'
import { periodOf } from '../customer/period.ts'
import type { Term } from './term.ts'

/** What to say of something whose period is past while it is not over: it renewed, and the dates have not followed. */
export function goingOnWords({ name: what, status, startsOn, endsOn }: Term): Phrase {
  const period = periodOf(startsOn, endsOn)
  return status ? say('about.goesOnAs', { what, status, period }) : say('about.goesOn', { what, period })
}
