import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/desk.ts'
import { splitWords } from '../../src/core/command-words.ts'
import type { DomainId } from '../../src/core/customer.ts'
import type { Candidate } from '../../src/core/directory.ts'
import { isMisunderstanding } from '../../src/core/misunderstanding.ts'
import { cleanText } from '../../src/core/question/clean-text.ts'
import { intents } from '../../src/core/question/intent.ts'
import { readArguments } from '../../src/core/read-arguments.ts'
import { findWho } from '../../src/directory/find-who.ts'
import { toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { findOption } from '../../src/text/option-names.ts'
import { names, understand } from '../questions/understanding.ts'
import { holdsFor } from './holds.ts'
import { hostileText, longHostileText } from './hostile.ts'

/** What makes a careless pattern try every way to divide a text. */
const bombs = [
  ...[
    '"',
    '" ',
    '<',
    '<@',
    '<!x',
    '`',
    '```',
    '`a',
    '`1',
    '\n>',
    '&lt;',
    'https://',
    'http://a.',
    '.a.a',
    ':a',
    '::',
  ],
  ...[
    '1',
    '10000001 ',
    '/',
    '@',
    '@Partner ',
    'desk:open:1:',
    '- ',
    ', ',
    '。',
    '((',
    'A_',
    'DRV ',
    '"a" ',
    '「',
  ],
  ...[
    'ﷺ',
    '㈱',
    '株式会社',
    'そらまめ',
    'そらまめ建設',
    '솔',
    '東',
    'さん',
    'trial ',
    'trial of 10000001 and ',
  ],
  ...['\u0335', '\u200d', '\u202e', '\0', '\ud83d', '🏴\u{e0067}', '👨‍👩‍👧‍👦', '\t', ' ', 'a', 'a ', 'Acme '],
]
const bombLength = 40_000

/** Milliseconds of processor time that something takes. */
function workOf(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** What grows with the square of a text so long takes minutes. */
const generousMs = 3_000

describe('command lines', () => {
  it('of any words are arguments or a misunderstanding, for every command', () => {
    holdsFor(longHostileText, (line) => {
      const words = splitWords(line)
      for (const { spec } of commands) {
        const args = readArguments(spec.takes, words, findOption)
        if (isMisunderstanding(args)) expect(args.text).toBeTypeOf('string')
      }
    })
  })

  it('fold into words without quotes, invisible characters or blanks at their ends', () => {
    holdsFor(longHostileText, (line) => {
      for (const word of splitWords(line)) {
        expect(word).not.toMatch(/"|\p{Cf}/u)
        expect(word).toBe(word.trim())
        expect(word).not.toBe('')
      }
    })
  })

  it('are not read beyond what anybody could send', () => {
    for (const bomb of bombs) {
      const words = splitWords(bomb.repeat(bombLength))
      expect(words.join('').length).toBeLessThanOrEqual(12_000)
    }
  })

  it('made to take long do not', () => {
    for (const bomb of bombs) {
      const line = bomb.repeat(bombLength / bomb.length)
      const ms = workOf(() => {
        const words = splitWords(`${line}!`)
        for (const { spec } of commands) readArguments(spec.takes, words, findOption)
      })
      expect(ms, JSON.stringify(bomb)).toBeLessThan(generousMs)
    }
  })
})

describe('customers', () => {
  const candidate = fc.record({
    companyName: fc.option(hostileText),
    domain: fc.option(hostileText),
    customerCode: fc.option(hostileText),
    isGone: fc.boolean(),
  })

  it('of any names are found by their ID, and by any words or none', () => {
    holdsFor(fc.tuple(fc.array(candidate, { maxLength: 6 }), longHostileText), ([given, who]) => {
      const all: Candidate[] = given.map((one, index) => ({ ...one, domainId: `${index + 1}` as DomainId }))
      const index = buildWhoIndex(all.map(toSearchable))
      const found = findWho(index, who)
      expect(['one', 'several', 'none']).toContain(found.kind)
      if (all[0]) expect(findWho(index, 'id:1').kind).toBeDefined()
      for (const { companyName } of all) if (companyName) findWho(index, companyName)
    })
  })

  it('are looked for in texts made to take long', () => {
    const index = buildWhoIndex([])
    for (const bomb of bombs) {
      const ms = workOf(() => findWho(index, bomb.repeat(bombLength / bomb.length)))
      expect(ms, JSON.stringify(bomb)).toBeLessThan(generousMs)
    }
  })
})

describe('questions', () => {
  it('of any words are understood as something, and name only what is known', () => {
    holdsFor(longHostileText, (text) => {
      const { customers, intents: asked, asks, unexplained, locale } = understand(text)
      for (const { from, to, candidates } of customers) {
        expect(from).toBeLessThan(to)
        for (const { domainId } of candidates) expect(names.withId(domainId)?.domainId).toBe(domainId)
      }
      for (const intent of asked) expect(intents).toContain(intent)
      expect([asks, unexplained, locale]).toBeDefined()
    })
  })

  it('have no invisible characters left', () => {
    holdsFor(longHostileText, (text) => {
      expect(cleanText(text).replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u)
    })
  })

  it('are read no further than any question goes, whatever they are made of', () => {
    for (const bomb of bombs) {
      const text = `${bomb.repeat(bombLength / bomb.length)}?`
      // The links that it spells out become longer by a blank on each side, and they are eight characters or more.
      expect(cleanText(text).length, JSON.stringify(bomb)).toBeLessThanOrEqual(9_000)
      const ms = workOf(() => understand(text))
      expect(ms, JSON.stringify(bomb)).toBeLessThan(generousMs)
    }
  })
})
