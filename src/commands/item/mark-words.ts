import { startOfMinute } from '../../core/calendar.ts'
import type { Fact } from '../../core/card.ts'
import type { Mark } from '../../core/marks.ts'
import { data, date, instant, type Phrase, parts, say } from '../../core/phrase.ts'

/** What became of a thing, in the line of a list. */
export function markWords({ as, by }: Mark): Phrase {
  const name = data(by.name)
  return as.kind === 'done'
    ? say('mark.lineDone', { name })
    : say('mark.lineSnoozed', { name, date: date(as.until) })
}

/** The same as a sentence. */
export function markLead({ as, by }: Mark): Phrase {
  const name = data(by.name)
  return as.kind === 'done'
    ? say('mark.doneBy', { name })
    : say('mark.snoozedBy', { name, date: date(as.until) })
}

/** The same on its own card; `zone` is the reader's. */
export function markFact({ as, by, at }: Mark, zone: string): Fact {
  const who = [data(by.name), instant(startOfMinute(at), zone)]
  return as.kind === 'done'
    ? { label: say('mark.doneLabel'), value: parts(...who) }
    : { label: say('mark.snoozedLabel'), value: parts(date(as.until), ...who) }
}
