import type { Fact } from '../../core/card.ts'
import type { Digest } from '../../core/digest/digest.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import { localeNames } from '../../core/locale.ts'
import { data, instant, type Phrase, parts, say } from '../../core/phrase.ts'
import { daysAhead } from '../expiring/expiring-words.ts'
import { concernedNote } from './concerned.ts'

/** A rule in one line. */
export function ruleWords(rule: DigestRule): Phrase {
  return parts(...ruleFacts(rule).map(({ value }) => value))
}

/** When a room gets its digest, and of what. `count`: how many customers its text fits, where that is to be told. */
export function ruleFacts(
  { at, zone, days, locale, contains, everyDay }: DigestRule,
  count?: number | undefined,
): Fact[] {
  return [
    {
      label: say('digestCommand.when'),
      value: say(everyDay ? 'digestCommand.everyDay' : 'digestCommand.weekdays', {
        time: data(at),
        zone: data(zone),
      }),
    },
    { label: say('digestCommand.ahead'), value: say('digestCommand.within', daysAhead(days)) },
    {
      label: say('digestCommand.customers'),
      value:
        contains === null
          ? say('digestCommand.allCustomers')
          : parts(
              say('digestCommand.containing', { text: data(contains) }),
              ...(count === undefined ? [] : [concernedNote(count)]),
            ),
    },
    { label: say('label.language'), value: data(localeNames[locale]) },
  ]
}

export function nextFact({ nextAt, rule }: Digest): Fact {
  return { label: say('digestCommand.next'), value: instant(nextAt, rule.zone) }
}
