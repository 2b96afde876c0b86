import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { commands, createDesk } from '../../src/commands/desk.ts'
import type { SpokenCard } from '../../src/core/card.ts'
import { DeskError } from '../../src/core/errors.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import type { OptionId } from '../../src/core/option.ts'
import type { Partner } from '../../src/core/ports.ts'
import { intents } from '../../src/core/question/intent.ts'
import { toAction } from '../../src/lineworks/buttons.ts'
import { renderDigest as renderWorksDigest } from '../../src/lineworks/digest/render.ts'
import { renderContent } from '../../src/lineworks/render.ts'
import { breakMentions, toWorksText } from '../../src/lineworks/works-text.ts'
import { customerAnswer, customersAnswer } from '../../src/partner/wire/customer-wire.ts'
import { optionRenewalAnswer, optionsAnswer } from '../../src/partner/wire/option-wire.ts'
import { readAnswer } from '../../src/partner/wire/read-answer.ts'
import { subscriptionsAnswer } from '../../src/partner/wire/subscription-wire.ts'
import { taskAnswer, tasksAnswer } from '../../src/partner/wire/task-wire.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { actionButtons } from '../../src/slack/blocks/buttons.ts'
import { toSlackText } from '../../src/slack/blocks/slack-text.ts'
import { renderDigest as renderSlackDigest } from '../../src/slack/digest/render.ts'
import { cleanData } from '../../src/text/clean-data.ts'
import { formatText } from '../../src/text/format-text.ts'
import { findOption } from '../../src/text/option-names.ts'
import { say, speak } from '../../src/text/speak.ts'
import { findProblems } from '../helpers/block-kit-referee.ts'
import { clockOn, silentLog } from '../helpers/known-partner.ts'
import { type SandboxDesk, startSandboxDesk } from '../helpers/sandbox-desk.ts'
import { typed } from '../helpers/transcript.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { holdsFor, holdsForEach } from './holds.ts'
import { hostileJson, hostileText, longHostileText, spoilt } from './hostile.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/partner/${name}.json`), 'utf8'))

const reads = [
  ['customer', customerAnswer, ['customer', 'customer-awkward']],
  ['customers', customersAnswer, ['customers']],
  ['subscriptions', subscriptionsAnswer, ['subscriptions', 'subscriptions-awkward']],
  ['options', optionsAnswer, ['options', 'options-older']],
  ['optionRenewal', optionRenewalAnswer, ['option-renewal']],
  ['scheduledTask', taskAnswer('DRV' as OptionId), ['scheduled-task']],
  ['scheduledTasks', tasksAnswer, ['scheduled-tasks']],
] as const satisfies readonly (readonly [keyof Partner, z.ZodType, readonly string[]])[]

/** What the Partner API would say if somebody had meddled with every field, operation by operation. */
const meddledWith = fc.record(
  Object.fromEntries(
    reads.map(([operation, , names]) => [operation, fc.oneof(...names.map((name) => spoilt(fixture(name))))]),
  ),
)

/** A Partner API that says this, read as the real one is. */
function partnerSaying(said: Readonly<Record<string, unknown>>): Partner {
  const answer = Object.fromEntries(
    reads.map(([operation, schema]) => [
      operation,
      async () => readAnswer<unknown>(operation, schema, JSON.stringify(said[operation]) ?? ''),
    ]),
  )
  return answer as unknown as Partner
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What a person must never be shown, by whatever way it came. */
function checkTexts(shown: unknown): void {
  for (const text of textsIn(shown)) {
    expect(text.isWellFormed(), JSON.stringify(text)).toBe(true)
  }
}

const words = (locale: Locale) => {
  const reader = { locale, zone: 'Asia/Tokyo' }
  return {
    next: say('action.next', reader),
    previous: say('action.previous', reader),
    page: (page: number, pages: number) => say('note.page', reader, { page, pages }),
  }
}

/** Slack reads whatever stands in angle brackets; nothing of ours does. */
function checkSlack(message: { text: string; blocks: readonly object[] }): void {
  expect(findProblems(message as Parameters<typeof findProblems>[0])).toEqual([])
  // Of a button only the words are shown; its value comes back as it was.
  const shown = JSON.parse(JSON.stringify(message, (key, value) => (key === 'value' ? undefined : value)))
  checkTexts(message)
  for (const text of textsIn(shown)) {
    expect(text).not.toMatch(/[<>]/)
    expect(text).not.toMatch(/&(?!(?:amp|lt|gt);)/)
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/)
  }
}

/** Every page, as Slack, LINE WORKS and a terminal get it. */
function checkEverywhere(card: SpokenCard, command: string): void {
  const { locale } = card
  const paging = { command, words: words(locale) }
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const message = renderBlocks(card, { page, paging })
    pages = Math.min(message.pages, 4)
    checkSlack(message)
  }
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const rendered = renderContent(card, { page, ...paging })
    pages = Math.min(rendered.pages, 4)
    for (const content of [...(rendered.flex ? [rendered.flex] : []), ...rendered.text]) {
      expect(refereeContent(content)).toEqual([])
      checkTexts(content)
    }
  }
  expect(formatText(card).replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u)
  checkTexts(formatText(card))
}

const locale = fc.constantFrom(...locales)

describe('what the Partner API says', () => {
  it('is read or refused, whatever JSON it is', () => {
    holdsFor(hostileJson, (json) => {
      for (const [operation, schema] of reads) {
        try {
          readAnswer<unknown>(operation, schema, JSON.stringify(json))
        } catch (error) {
          expect(error).toBeInstanceOf(DeskError)
          expect(error).toHaveProperty('code', 'partner_unreadable')
        }
      }
    })
  })

  it('becomes answers that every platform takes, in every language, whatever stands in its fields', async () => {
    const about = `about 10000001 ${intents.join(',')} DRV`
    const lines = [
      ...['customer 10000001', 'subscriptions 10000001', 'options 10000001', 'renewal 10000001 DRV'],
      ...['scheduled 10000001', 'scheduled 10000001 DRV', about, 'contact 10000001'],
    ]
    await holdsForEach(
      fc.tuple(meddledWith, fc.constantFrom(...lines), locale),
      async ([said, line, spokenIn]) => {
        const partner = partnerSaying(said)
        const desk = createDesk({ partner, clock: clockOn('2026-11-21'), findOption, log: silentLog })
        const reader = { locale: spokenIn, zone: 'Asia/Tokyo' }
        const card = await desk.answer(typed(line, { platform: 'slack' }), reader)
        expect(card.kind === 'error' ? card.code : undefined).not.toBe('internal')
        checkEverywhere(speak(card, reader), line)
      },
      120,
    )
  })
})

describe('what people type', () => {
  let desk: SandboxDesk
  beforeAll(async () => {
    desk = await startSandboxDesk({ customers: 40, hasStore: true })
  })
  afterAll(() => desk.close())

  const starts = [...commands.map(({ spec }) => `${spec.name} `), '', '/', 'desk ']

  it('becomes answers that every platform takes', async () => {
    const line = fc.tuple(fc.constantFrom(...starts), longHostileText).map(([start, rest]) => start + rest)
    await holdsForEach(
      fc.tuple(line, locale),
      async ([text, spokenIn]) => {
        const reader = { locale: spokenIn, zone: 'Asia/Tokyo' }
        const card = await desk.answer(text, reader, { platform: 'lineworks' })
        expect(card.kind === 'error' ? card.code : undefined).not.toBe('internal')
        checkEverywhere(speak(card, reader), text)
      },
      120,
    )
  })
})

describe('a card of any words', () => {
  /** As it is spoken: what comes from outside is cleaned before. */
  const spokenText = hostileText.map((text) => cleanData(text) ?? '')
  const longSpokenText = longHostileText.map((text) => cleanData(text) ?? '')
  const fact = fc.record(
    {
      label: spokenText,
      value: longSpokenText,
      action: fc.record({ kind: fc.constant('open' as const), label: spokenText, command: hostileText }),
    },
    { requiredKeys: ['label', 'value'] },
  )
  const facts = fc.array(fact, { maxLength: 4 })
  const spokenCard: fc.Arbitrary<SpokenCard> = fc.record({
    kind: fc.constant('answer' as const),
    locale,
    title: longSpokenText,
    lead: longSpokenText,
    facts,
    sections: fc.array(fc.record({ title: spokenText, facts }), { maxLength: 4 }),
    actions: fc.array(
      fc.record({
        kind: fc.constantFrom('open', 'refresh', 'share'),
        label: spokenText,
        command: longHostileText,
      }),
      { maxLength: 4 },
    ),
    notes: fc.array(longSpokenText, { maxLength: 4 }),
  })

  it('keeps every limit and mentions nobody, as an answer and as a digest', () => {
    holdsFor(
      fc.tuple(spokenCard, spokenCard, hostileText),
      ([parent, details, command]) => {
        checkEverywhere(parent, command)
        const reader = { locale: parent.locale, zone: 'Asia/Tokyo' }
        for (const payload of renderSlackDigest({ parent, details, command }, reader, say)) {
          checkSlack(JSON.parse(payload))
        }
        for (const payload of renderWorksDigest({ parent, details, command }, reader, say)) {
          const { flex, text } = JSON.parse(payload)
          for (const content of [...(flex ? [flex] : []), ...text])
            expect(refereeContent(content)).toEqual([])
        }
      },
      60,
    )
  })
})

describe('texts', () => {
  it('are clean after one cleaning', () => {
    holdsFor(longHostileText, (text) => {
      const clean = cleanData(text)
      if (clean === undefined) return
      expect(cleanData(clean)).toBe(clean)
      expect(clean.isWellFormed()).toBe(true)
      expect(clean).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0\u200b]/)
    })
  })

  it('lose their mentions for good, and stay within their limit', () => {
    holdsFor(fc.tuple(longHostileText, fc.integer({ min: 2, max: 400 })), ([text, limit]) => {
      const once = toWorksText(text, limit)
      expect(toWorksText(once, limit)).toBe(once)
      expect(breakMentions(breakMentions(text))).toBe(breakMentions(text))
      expect(once.length).toBeLessThanOrEqual(limit)
      expect(once.isWellFormed()).toBe(true)
      // However leniently it is read: folded, and without what is not seen.
      expect(once.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{DI}]/gu, '')).not.toMatch(/<m/i)
    })
  })

  it('are escaped for Slack whole, within their limit, and read there as they were', () => {
    holdsFor(fc.tuple(longHostileText, fc.integer({ min: 2, max: 400 })), ([text, limit]) => {
      const escaped = toSlackText(text, limit)
      expect(escaped.length).toBeLessThanOrEqual(limit)
      expect(escaped).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
      expect(escaped.isWellFormed()).toBe(true)
      const read = escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
      const whole = text.toWellFormed().trim()
      if (whole && !escaped.endsWith('…')) expect(read).toBe(whole)
    })
  })
})

describe('a command with half a character', () => {
  const action = { kind: 'open', label: 'Open', command: 'customer \ud83d' } as const

  it('is carried by buttons of both platforms without it', () => {
    const [button] = actionButtons([action], 1)?.elements ?? []
    expect(button).toMatchObject({ value: 'customer \ufffd' })
    expect(toAction({ ...action, page: 1 }, action.label)).toMatchObject({
      text: '/customer \ufffd',
      postback: 'desk:open:1:customer \ufffd',
    })
  })

  it('and with one that a terminal obeys, is shown on a terminal without them', () => {
    const card = { kind: 'answer', locale: 'en', title: 'T', facts: [], sections: [], notes: [] } as const
    const command = 'customer \ud83d\u001b[31m'
    expect(formatText({ ...card, actions: [{ ...action, command }] })).toBe(
      'T\n\n/customer \ufffd[31m (Open)',
    )
  })
})
