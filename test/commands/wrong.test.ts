import { describe, expect, it } from 'vitest'
import { createDesk, isShareable } from '../../src/commands/desk.ts'
import { packWrong, readWrong } from '../../src/commands/wrong/wrong-load.ts'
import { locales } from '../../src/core/locale.ts'
import type { WrongAnswer, WrongAnswers } from '../../src/core/wrong-answers.ts'
import { wrongAction } from '../../src/questions/wrong-action.ts'
import { findOption } from '../../src/text/option-names.ts'
import { say } from '../../src/text/speak.ts'
import { clockOn, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

const line = 'about 10000001,10000002 trial DRV'

describe('what the button carries', () => {
  it.each([
    'When does it end?',
    'そらまめさんのトライアルいつまで？',
    'two\nlines\r\nand "quotes" 😀',
    '\ufeff with a mark of byte order',
    '',
    'x'.repeat(5000),
    '名'.repeat(5000),
    '👨‍👩‍👧‍👦'.repeat(500),
    'a\u0301'.repeat(2000),
  ])('comes back, as far as it fits: %j', (question) => {
    const load = packWrong({ question, line })
    expect(load).toMatch(/^[\w-]{1,800}$/)
    const read = readWrong(load)
    expect(read?.line).toBe(line)
    const kept = read?.question ?? '-'
    expect(question.startsWith(kept)).toBe(true)
    if (question.length < 100) expect(kept).toBe(question)
    else expect(load.length).toBeGreaterThan(750)
  })

  it('is cut between what people see as characters', () => {
    const family = '👨‍👩‍👧‍👦'
    const { question = '' } = readWrong(packWrong({ question: family.repeat(500), line })) ?? {}
    expect(question.replaceAll(family, '')).toBe('')
  })

  it('holds no NUL, which a store need not take', () => {
    const load = packWrong({ question: 'a\0b', line })
    expect(readWrong(load)?.question).toBe('ab')
    expect(readWrong(Buffer.from(`${line}\na\0b`).toString('base64url'))).toBeUndefined()
  })

  it('survives half a character', () => {
    expect(readWrong(packWrong({ question: 'half \ud83d', line }))?.question).toBe('half \ufffd')
  })

  it.each([
    '',
    '?',
    'not a load',
    'YWJvdXQ',
    Buffer.from('\nquestion').toString('base64url'),
    Buffer.from([0xff, 0x0a, 0x41]).toString('base64url'),
    `${packWrong({ question: 'Q', line })}=`,
    Buffer.from(`about 1 trial\n${'x'.repeat(900)}`).toString('base64url'),
    ...[
      'help',
      'about',
      'customer 10000001',
      'wrong 10000001 trial',
      'about 10000001 trial\u001b[2J',
      '\u001b]0;x\u0007about 10000001 trial',
      'about 10000001 trial\0',
      'about  10000001 trial',
      'about 10000001  trial',
      'about 10000001',
      'about 10000001,10000001 trial',
      'about 10000001 trial drv',
      'about 10000001 trial DRV more',
      'About 10000001 trial',
    ].map((forged) => packWrong({ question: 'Q', line: forged })),
  ])('anything else is none: %j', (load) => {
    expect(readWrong(load)).toBeUndefined()
  })
})

function startDesk(wrongAnswers: WrongAnswers | undefined) {
  const desk = createDesk({
    partner: knownPartner({}),
    clock: clockOn('2026-11-21'),
    findOption,
    wrongAnswers,
    log: silentLog,
  })
  const call = { platform: 'lineworks', workspace: 'W1', person: 'P1' } as const
  return (command: string, reader = englishReader) => desk.answer(typed(command, call), reader)
}

describe('an answer called wrong', () => {
  const { command } = wrongAction('Wann endet es?', line)

  it('goes on record, and the other ways are offered', async () => {
    const noted: Omit<WrongAnswer, 'at'>[] = []
    const ask = startDesk({ note: async (wrong) => void noted.push(wrong) })
    const card = await ask(command)
    expect(noted).toEqual([
      { platform: 'lineworks', workspace: 'W1', person: 'P1', question: 'Wann endet es?', line },
    ])
    expect(linesOf(card)).toEqual([
      'Thank you',
      'Noted, with the question: this answer was wrong. Whoever looks after Partner Desk will read it. ' +
        'What would you like to see?',
      '/customer 10000001 (Customer)',
      '/subscriptions 10000001 (Subscriptions)',
      '/options 10000001 (Options)',
      '/scheduled 10000001 (Scheduled)',
    ])
    expect(isShareable(command)).toBe(true)
  })

  it.each(locales)('is not thanked for in %s where it could not be kept', async (locale) => {
    const reader = { locale, zone: 'UTC' }
    const failing = { note: async () => Promise.reject(new Error('disk full')) }
    for (const wrongAnswers of [undefined, failing]) {
      const card = await startDesk(wrongAnswers)(command, reader)
      expect(card.kind).toBe('error')
      expect(linesOf(card, reader)).toContain(say('error.store_down', reader))
    }
  })

  it.each(['wrong', 'wrong nonsense', `${command} more`, wrongAction('?', 'help').command])(
    '%s is no such button',
    async (typedLine) => {
      const ask = startDesk({ note: () => Promise.reject(new Error('must not be noted')) })
      const card = await ask(typedLine)
      expect(card.kind).toBe('usage')
      expect(linesOf(card)).toContain('This works only by the button under an answer.')
    },
  )
})
