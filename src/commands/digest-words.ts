import type { Fact } from '../core/card.ts'
import type { Digest } from '../core/digest/digest.ts'
import type { DigestRule } from '../core/digest/rule.ts'
import { localeNames } from '../core/locale.ts'
import { data, instant, type Phrase, parts, say } from '../core/phrase.ts'
import { within } from './expiring-words.ts'

/** A rule in one line. */
export function ruleWords(rule: DigestRule): Phrase {
  return parts(...ruleFacts(rule).map(({ value }) => value))
}

/** When a room gets its digest, and of what. */
export function ruleFacts({ at, zone, days, locale, contains, everyDay }: DigestRule): Fact[] {
  return [
    {
      label: say('digestCommand.when'),
      value: say(everyDay ? 'digestCommand.everyDay' : 'digestCommand.weekdays', {
        time: data(at),
        zone: data(zone),
      }),
    },
    { label: say('digestCommand.ahead'), value: say('digestCommand.within', within(days)) },
    {
      label: say('digestCommand.customers'),
      value:
        contains === null
          ? say('digestCommand.allCustomers')
          : say('digestCommand.containing', { text: data(contains) }),
    },
    { label: say('label.language'), value: data(localeNames[locale]) },
  ]
}

export function nextFact({ nextAt, rule }: Digest): Fact {
  return { label: say('digestCommand.next'), value: instant(nextAt, rule.zone) }
}
