import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DomainId } from '../../src/core/customer.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import { decide } from '../../src/core/question/decide.ts'
import { idsOf, understand } from './understanding.ts'

/** What somebody would type, and what it means. */
interface Question {
  readonly text: string
  readonly customers: readonly string[]
  readonly intents: readonly string[]
  readonly options: readonly string[]
  /** Whom the thread has been about. */
  readonly thread?: DomainId
  /** Other readings of the intents that are just as right. */
  readonly or?: readonly (readonly string[])[]
}

/** `seen` is what the word lists were tuned with; `unseen` is what they are measured by, and nobody tunes to it. */
const halves = ['seen', 'unseen'] as const
const sets = halves.flatMap((half) => locales.map((locale) => ({ half, locale })))
/** Of all questions of a half, and of those in one language. */
const leastShare = 0.95
const leastShareOfOne = 0.9
const someTopic = ['10000001' as DomainId]

function read(half: string, file: string): string {
  return readFileSync(join(import.meta.dirname, half, file), 'utf8')
}

function questionsOf(half: string, locale: Locale): readonly Question[] {
  return JSON.parse(read(half, `${locale}.json`))
}

const sorted = (values: readonly string[]) => values.toSorted().join()

/** What is wrong with how a question is understood; empty where nothing is. */
function faultsOf(
  { text, customers, intents, options, thread, or = [] }: Question,
  locale: Locale,
): string[] {
  const understood = understand(text)
  const decision = decide(understood, { isAddressed: true, topics: thread ? [thread] : [] })
  const readings = [intents, ...or].map(sorted)
  const faults: [boolean, string][] = [
    [sorted(idsOf(text)) !== sorted(customers), `customers ${idsOf(text)}`],
    [!readings.includes(sorted(understood.intents)), `intents ${understood.intents}`],
    [sorted(understood.options) !== sorted(options), `options ${understood.options}`],
    [understood.locale !== undefined && understood.locale !== locale, `language ${understood.locale}`],
    [decision.kind !== 'answer', decision.kind],
  ]
  return faults.flatMap(([isFault, fault]) => (isFault ? [fault] : []))
}

interface Faulty {
  readonly text: string
  readonly faults: readonly string[]
}

function faultyIn(half: string, locale: Locale): Faulty[] {
  return questionsOf(half, locale).flatMap((question) => {
    const faults = faultsOf(question, locale)
    return faults.length > 0 ? [{ text: question.text, faults }] : []
  })
}

/** The faulty ones, where they are too many. */
function tooMany(faulty: readonly Faulty[], count: number, least: number): readonly Faulty[] {
  return 1 - faulty.length / count >= least ? [] : faulty
}

describe('questions are understood', () => {
  it.each(sets)('$half $locale', ({ half, locale }) => {
    const count = questionsOf(half, locale).length
    expect(count).toBeGreaterThanOrEqual(30)
    expect(tooMany(faultyIn(half, locale), count, leastShareOfOne)).toEqual([])
  })

  it.each(halves)('%s, all together', (half) => {
    const count = locales.flatMap((locale) => questionsOf(half, locale)).length
    const faulty = locales.flatMap((locale) => faultyIn(half, locale))
    expect(tooMany(faulty, count, leastShare)).toEqual([])
  })
})

describe('clear questions are answered where nobody spoke to the bot', () => {
  it('four of five that name their customer in full', () => {
    const full = locales
      .flatMap((locale) => questionsOf('seen', locale))
      .map(({ text }) => ({ text, understood: understand(text) }))
      .filter(
        ({ understood: { customers } }) => customers.length > 0 && customers.every(({ by }) => by !== 'part'),
      )
    const silent = full.filter(
      ({ understood }) => decide(understood, { isAddressed: false, topics: [] }).kind !== 'answer',
    )
    expect(full.length).toBeGreaterThan(50)
    expect(silent.length / full.length, silent.map(({ text }) => text).join('\n')).toBeLessThan(0.2)
  })
})

describe('small talk among colleagues is left alone', () => {
  it.each(sets)('$half $locale', ({ half, locale }) => {
    const lines = read(half, `${locale}.small-talk.txt`).split('\n').filter(Boolean)
    const answered = lines.filter((line) =>
      [[], someTopic].some(
        (topics) => decide(understand(line), { isAddressed: false, topics }).kind !== 'silence',
      ),
    )
    expect(lines.length).toBeGreaterThanOrEqual(100)
    expect(answered).toEqual([])
  })
})
