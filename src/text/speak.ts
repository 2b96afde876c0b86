import type { Reader } from '../core/call.ts'
import type { Action, Card, Fact, SpokenAction, SpokenCard, SpokenFact } from '../core/card.ts'
import type { CodeSet } from '../core/codes.ts'
import type { MessageKey } from '../core/message-key.ts'
import type { Phrase } from '../core/phrase.ts'
import { cleanData } from './clean-data.ts'
import { formatDate, formatInstant, knowsZone } from './dates.ts'
import { formatNumber } from './format-number.ts'
import { createWords } from './words.ts'

const words = createWords()

/** These codes are what people quote and type, so they stand behind the name. */
const quotedSets: readonly CodeSet[] = ['product', 'option', 'subOption']

/** Puts a card into a reader's language. Text from outside comes out harmless, but not escaped for any platform. */
export function speak(card: Card, { zone, locale: own }: Reader): SpokenCard {
  const locale = card.locale ?? own
  const reader = { locale, zone }
  const phrase = (given: Phrase) => sayPhrase(given, reader)
  const action = ({ kind, label, command }: Action): SpokenAction => ({ kind, label: phrase(label), command })
  const fact = (given: Fact): SpokenFact => ({
    label: phrase(given.label),
    value: phrase(given.value),
    ...(given.action ? { action: action(given.action) } : {}),
    ...(given.link ? { link: given.link } : {}),
  })
  return {
    kind: card.kind,
    locale,
    title: phrase(card.title),
    ...(card.lead ? { lead: phrase(card.lead) } : {}),
    facts: card.facts.map(fact),
    sections: card.sections.map(({ title, facts }) => ({ title: phrase(title), facts: facts.map(fact) })),
    actions: card.actions.map(action),
    notes: card.notes.map(phrase),
  }
}

/** One sentence of ours in a reader's language. */
export function say(
  key: MessageKey,
  reader: Reader,
  values: Readonly<Record<string, Phrase | number>> = {},
): string {
  const spoken: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    spoken[name] = typeof value === 'number' ? formatNumber(value, reader.locale) : sayPhrase(value, reader)
  }
  return words.sentence(
    key,
    reader.locale,
    spoken,
    typeof values.count === 'number' ? values.count : undefined,
  )
}

/** A phrase in a reader's language. An instant in an unknown zone is told in the reader's own. */
export function sayPhrase(phrase: Phrase, reader: Reader): string {
  const { locale } = reader
  if ('say' in phrase) return say(phrase.say, reader, phrase.with)
  if ('data' in phrase) return sayData(phrase.data, reader)
  if ('code' in phrase) return sayCode(phrase.code, phrase.of, reader)
  if ('number' in phrase) return formatNumber(phrase.number, locale)
  if ('date' in phrase) return formatDate(phrase.date, locale)
  if ('instant' in phrase) {
    return formatInstant(phrase.instant, knowsZone(phrase.zone) ? phrase.zone : reader.zone, locale)
  }
  if ('parts' in phrase) return phrase.parts.map((part) => sayPhrase(part, reader)).join(' · ')
  if ('lines' in phrase) return phrase.lines.map((line) => sayPhrase(line, reader)).join('\n')
  return phrase.words.map((word) => sayPhrase(word, reader)).join(' ')
}

function sayData(text: string, reader: Reader): string {
  return cleanData(text) ?? say('state.unknown', reader)
}

function sayCode(code: string, of: CodeSet, reader: Reader): string {
  const name = words.codeName(of, code, reader.locale)
  if (name === undefined) return sayData(code, reader)
  return quotedSets.includes(of) ? words.sentence('named', reader.locale, { name, code }) : name
}
