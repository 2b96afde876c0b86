import type { DigestRule } from './digest/rule.ts'
import { isZoneName } from './digest/zone.ts'
import { defaultWish, readDays } from './expiring-arguments.ts'
import { parseLocale } from './locale.ts'
import type { Misunderstanding } from './misunderstanding.ts'

/** What is asked for. `stop` asks first: behind a button, where a slip should not end anything. */
export type DigestWish = WishForDaily | { readonly kind: 'off' | 'stop' | 'now' | 'status' | 'form' }

/** A rule as it was typed. A zone still has to be known; what was left out is for the desk to choose. */
export interface WishForDaily extends Omit<DigestRule, 'zone' | 'locale'> {
  readonly kind: 'daily'
  readonly zone: string | undefined
  readonly locale: DigestRule['locale'] | undefined
}

const plainWishes = ['off', 'stop', 'now', 'status', 'form'] as const

/** A memo has up to 700 characters, and nobody tells customers apart by more than a few words of it. */
const longestText = 100

const quotes = /["“”„「」『』]/g

/** Reads what stands behind `digest`; nothing asks for the state. */
export function readDigest([name, ...rest]: readonly string[]): DigestWish | Misunderstanding {
  if (name === undefined) return { kind: 'status' }
  const word = name.toLowerCase()
  if (word === 'daily') return readDaily(rest)
  const kind = plainWishes.find((wish) => wish === word)
  if (!kind) return { problem: 'notDigest', text: name }
  return rest.length > 0 ? { problem: 'tooManyWords', text: rest.join(' ') } : { kind }
}

/** The line that sets a rule, for buttons and forms. Quotes in its text would end it there, and are left out. */
export function digestLine({ at, zone, days, locale, contains, everyDay }: DigestRule): string {
  const text = contains?.replaceAll(quotes, '').trim()
  return [
    `digest daily ${at} ${zone} within ${days} in ${locale}`,
    ...(everyDay ? ['every day'] : []),
    ...(text ? [`for "${text}"`] : []),
  ].join(' ')
}

function readDaily([time, ...rest]: readonly string[]): WishForDaily | Misunderstanding {
  if (time === undefined) return { problem: 'missingTime', text: '' }
  const at = readTime(time)
  if (!at) return { problem: 'notTime', text: time }

  let parts: Parts = {}
  let read = 0
  while (read < rest.length) {
    const step = readPart(rest, read)
    if ('problem' in step) return step
    const words = rest.slice(read, read + step.words).join(' ')
    // Said twice, one of the two would be lost.
    if (Object.keys(step.part).some((name) => name in parts)) return { problem: 'tooManyWords', text: words }
    parts = { ...parts, ...step.part }
    read += step.words
  }
  const { zone, days = defaultWish.days, locale, contains = null, everyDay = false } = parts
  return { kind: 'daily', at, zone, days, locale, contains, everyDay }
}

/** `HH:MM` of `9:00` and `09:00`. */
function readTime(text: string): string | undefined {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const isTime = hours !== '' && Number(hours) < 24 && Number(minutes) < 60
  return isTime ? `${hours.padStart(2, '0')}:${minutes}` : undefined
}

type Parts = Partial<Omit<WishForDaily, 'kind' | 'at'>>

interface Step {
  readonly part: Parts
  /** How many words it takes up. */
  readonly words: number
}

function readPart(words: readonly string[], at: number): Step | Misunderstanding {
  const [word = '', value] = words.slice(at, at + 2)
  switch (word.toLowerCase()) {
    case 'within':
      return readWithin(words, at)
    case 'in': {
      const locale = parseLocale(value)
      return locale ? { part: { locale }, words: 2 } : { problem: 'notLanguage', text: value ?? word }
    }
    case 'every':
      return isEveryDay(word, value)
        ? { part: { everyDay: true }, words: 2 }
        : { problem: 'tooManyWords', text: word }
    case 'for':
      return readText(words, at)
    default:
      return isZoneName(word) ? { part: { zone: word }, words: 1 } : { problem: 'notZone', text: word }
  }
}

function readWithin(words: readonly string[], at: number): Step | Misunderstanding {
  const [word = '', value, unit] = words.slice(at, at + 3)
  const days = readDays(value ?? '')
  if (days === undefined) return { problem: 'notWindow', text: value ?? word }
  return { part: { days }, words: /^days?$/i.test(unit ?? '') ? 3 : 2 }
}

/** One quoted text, or everything up to the next part. The first word is text whatever it is. */
function readText(words: readonly string[], at: number): Step | Misunderstanding {
  const first = words[at + 1]
  if (first === undefined) return { problem: 'missingText', text: '' }
  let end = at + 2
  // Only quotes keep a blank inside of a word.
  if (!/\s/.test(first)) while (end < words.length && !beginsPart(words[end], words[end + 1])) end += 1
  const text = words
    .slice(at + 1, end)
    .join(' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
  if ([...text].length > longestText)
    return { problem: 'longText', text: `${[...text].slice(0, 20).join('')}…` }
  return text ? { part: { contains: text }, words: end - at } : { problem: 'missingText', text: '' }
}

/** A text may well hold an `in` or `every`; what follows tells. */
function beginsPart(word = '', next = ''): boolean {
  switch (word.toLowerCase()) {
    case 'within':
      return readDays(next) !== undefined
    case 'in':
      return parseLocale(next) !== undefined
    default:
      return isEveryDay(word, next)
  }
}

function isEveryDay(word: string, next = ''): boolean {
  return word.toLowerCase() === 'every' && next.toLowerCase() === 'day'
}
