import { describe, expect, it } from 'vitest'
import type { DeskError } from '../../src/core/errors.ts'
import { locales } from '../../src/core/locale.ts'
import { type SandboxDesk, type SandboxDeskOptions, startSandboxDesk } from '../helpers/sandbox-desk.ts'
import { linesOf } from '../helpers/transcript.ts'

/** A desk of its own for each trouble, so that they can be met side by side. */
async function meet(options: SandboxDeskOptions, talk: (desk: SandboxDesk) => Promise<void>): Promise<void> {
  const desk = await startSandboxDesk({ patience, ...options })
  try {
    await talk(desk)
  } finally {
    await desk.close()
  }
}

/** So long that none of these desks gives up on an answer that is under way, however busy the machine is. */
const patience = { attemptMs: 20_000, readMs: 25_000 }
/** For what never answers. */
const impatience = { attemptMs: 300, readMs: 8_000 }

interface Trouble {
  readonly what: string
  readonly fault?: object
  readonly options?: SandboxDeskOptions
  readonly line?: string
  readonly code?: DeskError['code']
  readonly says: string
}

const down = "LINE WORKS' Partner API is not working at the moment. Please try again in a few minutes."
const unreadable =
  "LINE WORKS' Partner API gave an answer that could not be read. Please try again in a few minutes."
const answered = 'LINE WORKS Corp.'

/** What can go wrong on the other side, and what the person gets to read. */
const troubles: readonly Trouble[] = [
  {
    what: '429 until the retries end',
    fault: { kind: 'status', status: 429, delayMs: 1_000 },
    code: 'rate_limited',
    says: "LINE WORKS' limit for this minute is used up. Please try again in 1 second.",
  },
  { what: '429 once', fault: { kind: 'status', status: 429, delayMs: 1_000, times: 1 }, says: answered },
  {
    what: '429 with a minute to wait',
    fault: { kind: 'status', status: 429, delayMs: 42_000 },
    code: 'rate_limited',
    says: "LINE WORKS' limit for this minute is used up. Please try again in 42 seconds.",
  },
  { what: '500 for good', fault: { kind: 'status', status: 500 }, code: 'partner_down', says: down },
  { what: '500 once', fault: { kind: 'status', status: 500, times: 1 }, says: answered },
  { what: '503 without a body', fault: { kind: 'status', status: 503 }, code: 'partner_down', says: down },
  {
    what: '400',
    fault: { kind: 'status', status: 400 },
    code: 'partner_refused',
    says: "LINE WORKS' Partner API did not accept the request.",
  },
  { what: 'a connection that breaks for good', fault: { kind: 'drop' }, code: 'partner_down', says: down },
  { what: 'a connection that breaks once', fault: { kind: 'drop', times: 1 }, says: answered },
  {
    what: 'a connection that breaks after the work',
    fault: { kind: 'dropAfterAccept', times: 1 },
    says: answered,
  },
  {
    what: 'no answer',
    fault: { kind: 'hang' },
    options: { patience: impatience },
    code: 'partner_slow',
    says: "LINE WORKS' Partner API took too long to answer. Please try again.",
  },
  { what: 'an answer that is late once', fault: { kind: 'slow', delayMs: 200, times: 1 }, says: answered },
  { what: 'JSON that is cut off', fault: { kind: 'truncate' }, code: 'partner_unreadable', says: unreadable },
  {
    what: 'an HTML page with 200',
    fault: { kind: 'html', status: 200 },
    code: 'partner_unreadable',
    says: unreadable,
  },
  { what: 'an HTML page with 502', fault: { kind: 'html', status: 502 }, code: 'partner_down', says: down },
  { what: 'a 307 to another instance', fault: { kind: 'redirect' }, says: answered },
  { what: 'a token that is refused once', fault: { kind: 'status', status: 401, times: 1 }, says: answered },
  {
    what: 'every token refused',
    fault: { kind: 'status', status: 401 },
    code: 'sign_in_refused',
    says: "LINE WORKS refused Partner Desk's sign-in. Its operator has to check the credentials.",
  },
  {
    what: 'sign-in down',
    fault: { target: 'auth', kind: 'status', status: 500 },
    code: 'sign_in_down',
    says: "LINE WORKS' sign-in is not working at the moment. Please try again in a few minutes.",
  },
  {
    what: 'sign-in that hangs',
    fault: { target: 'auth', kind: 'hang' },
    options: { patience: impatience },
    code: 'sign_in_down',
    says: "LINE WORKS' sign-in is not working at the moment. Please try again in a few minutes.",
  },
  {
    what: 'a wrong client secret',
    options: { environment: { WORKS_CLIENT_SECRET: 'another' } },
    code: 'sign_in_refused',
    says: "LINE WORKS refused Partner Desk's sign-in. Its operator has to check the credentials.",
  },
  {
    what: 'a scope that does not reach',
    options: { environment: { WORKS_SCOPES: 'bot' } },
    code: 'no_permission',
    says: "Partner Desk is not allowed to read partner data. Its operator has to check the app's scope and partner right.",
  },
  {
    what: 'an unknown customer (404)',
    line: '/customer 99999998',
    code: 'not_found',
    says: 'No such customer, or not one of ours.',
  },
  {
    what: 'an unknown customer (403)',
    line: '/customer 99999999',
    code: 'not_found',
    says: 'No such customer, or not one of ours.',
  },
  {
    what: 'our own limit of 1 a minute',
    // Early in a minute that does not end.
    options: {
      rateLimit: 1,
      environment: { WORKS_RATE_LIMIT: '1' },
      frozenAt: Date.parse('2026-11-21T01:00:20Z'),
    },
    line: '/customer 10000002',
    code: 'rate_limited',
    says: 'limit for this minute',
  },
]

describe.concurrent('trouble on the other side', () => {
  it.each(troubles)('$what', ({ fault, options = {}, line = '/customer 10000001', code, says }) =>
    meet(options, async (desk) => {
      if (options.rateLimit === 1) await desk.ask('/customer 10000001')
      if (fault) await desk.control('faults', { target: 'partner', ...fault })

      const card = await desk.answer(line)
      const lines = linesOf(card)
      expect(lines.join('\n')).toContain(says)
      expect(card.kind).toBe(code ? 'error' : 'answer')
      if (code) expect(lines.at(-1)).toContain(`Code ${code}`)
    }),
  )

  it.each(locales)('is told in %s', (locale) =>
    meet({}, async (desk) => {
      await desk.control('faults', { target: 'partner', kind: 'status', status: 500 })
      const text = (await desk.ask('/options 10000001', { locale, zone: 'Asia/Tokyo' })).join('\n')
      expect(text.includes('Please try again')).toBe(locale === 'en')
      expect(text).toContain('partner_down')
    }),
  )

  it('is over when it is over', () =>
    meet({}, async (desk) => {
      await desk.control('faults', { target: 'partner', kind: 'status', status: 500 })
      expect((await desk.answer('/customer 10000001')).kind).toBe('error')
      await desk.control('faults', {})
      expect((await desk.answer('/customer 10000001')).kind).toBe('answer')
    }))

  it('an expired token is replaced without anybody noticing', () =>
    meet({}, async (desk) => {
      await desk.ask('/customer 10000001')
      await desk.control('tokens', { expire: true })
      expect((await desk.answer('/customer 10000003')).kind).toBe('answer')
    }))
})
