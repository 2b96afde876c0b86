import type { CalendarDate } from '../../core/calendar.ts'
import { date, lines, type Phrase, parts, say } from '../../core/phrase.ts'

interface Renewing {
  readonly type: string
  /** The last day before it; null where that is past or not known. */
  readonly on: CalendarDate | null
  readonly terms: readonly Phrase[]
  /** For a type that has no sentence of its own. */
  readonly inWords: Phrase
}

/** What a renewal that is set will do. */
export function renewalSentence(what: Phrase, { type, on, terms, inWords }: Renewing): Phrase {
  const key = keyOf(type)
  if (!key) return say('about.renewal.other', { what, renewal: inWords })
  const sentence = on ? say(`${key}On`, { what, date: date(on) }) : say(key, { what })
  return key === 'about.renewal.change' && terms.length > 0
    ? lines(sentence, say('about.renewal.becomes', { terms: parts(...terms) }))
    : sentence
}

/** That no renewal is set where there could be one. */
export function notStated(what: Phrase, on: CalendarDate | null): Phrase {
  return on
    ? say('about.renewal.notStatedOn', { what, date: date(on) })
    : say('about.renewal.notStated', { what })
}

/** Of a day that is past nothing is to come. */
export function ahead(on: CalendarDate | null, today: CalendarDate): CalendarDate | null {
  return on && on >= today ? on : null
}

function keyOf(type: string) {
  switch (type) {
    case 'STAY':
      return 'about.renewal.stay'
    case 'CHANGE':
      return 'about.renewal.change'
    case 'CANCEL':
      return 'about.renewal.cancel'
    default:
      return undefined
  }
}
