import { describe, expect, it } from 'vitest'
import { createDesk, isShareable } from '../../src/commands/desk.ts'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import type { Slot, SlotState } from '../../src/core/digest/digest.ts'
import { locales } from '../../src/core/locale.ts'
import { renderContent } from '../../src/lineworks/render.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { buttons } from './claiming.ts'
import { slack, useDigestRoom, works } from './digest-room.ts'

const room = useDigestRoom()

const { answer, say } = room

const slot = (date: string, state: SlotState, more: Partial<Slot> = {}): Slot => ({
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  isDirect: false,
  date: date as CalendarDate,
  dueAt: `${date}T00:00:00Z` as Instant,
  state,
  reason: null,
  link: null,
  ...more,
})

describe('digest status', () => {
  it('says what a digest is where there is none', async () => {
    const card = await answer('/digest')
    expect(card.kind).toBe('answer')
    expect(linesOf(card)[1]).toMatch(/^This room has no digest\. With one/)
    expect(buttons(card)).toEqual([
      'Set up a digest: digest form',
      'Weekdays, 09:00: digest daily 09:00',
      'Preview now: digest now',
    ])
    expect(linesOf(await answer('/digest status'))).toEqual(linesOf(card))
  })

  it('tells the rule, who set it, and what became of the last seven', async () => {
    await answer('/digest daily 9:00')
    room.known.state.slots = [
      slot('2026-11-21', 'sent', { link: 'https://example.slack.com/archives/C1/p1' }),
      slot('2026-11-20', 'failed', { reason: 'invalid_auth' }),
      slot('2026-11-19', 'uncertain'),
      slot('2026-11-18', 'skipped'),
      slot('2026-11-17', 'empty'),
      slot('2026-11-16', 'ready'),
      slot('2026-11-15', 'due'),
      slot('2026-11-14', 'sent'),
    ]
    expect((await say('/digest status')).slice(1)).toEqual([
      'This room gets its digest.',
      'When: Monday to Friday, 09:00 (Asia/Seoul)',
      'Looks ahead: up to 30 days',
      'Customers: All customers',
      'Language: English',
      'Set by: Misaki',
      'Next: Sun, Nov 22, 2026, 09:00 (Asia/Seoul, UTC+09:00)',
      'Last digests',
      'Sat, Nov 21, 2026: sent',
      'https://example.slack.com/archives/C1/p1',
      'Fri, Nov 20, 2026: failed · invalid_auth',
      'Thu, Nov 19, 2026: uncertain: it may not have arrived',
      'Wed, Nov 18, 2026: skipped: more than six hours late',
      'Tue, Nov 17, 2026: nothing to report',
      'Mon, Nov 16, 2026: being sent',
      'Sun, Nov 15, 2026: being prepared',
    ])
    await answer('/digest off')
    expect((await say('/digest')).join('\n')).toContain('Fri, Nov 20, 2026: failed')
  })

  it.each<[SlotState, string, string]>([
    ['skipped', 'late', 'skipped: more than six hours late'],
    ['skipped', 'off', 'not sent: the digest was ended'],
    ['failed', 'notMember', 'failed · the room is closed, or the bot is not in it'],
    ['failed', 'gone', 'failed · the room is closed, or the bot is not in it'],
    ['failed', 'external', 'failed · people from outside share the room'],
    ['failed', 'internal', 'failed · an error in Partner Desk'],
    ['failed', 'tooLate', 'failed · it could not be sent within six hours'],
    ['failed', 'unknown', 'failed · it could not be learned whether the bot may post here'],
    ['uncertain', 'earlier', 'uncertain: it may not have arrived · cut off while it was being sent'],
    ['uncertain', 'interrupted', 'uncertain: it may not have arrived · cut off while it was being sent'],
    ['failed', 'constructor', 'failed · constructor'],
  ])('says in words why a day is %s: %s', async (state, reason, words) => {
    room.known.state.slots = [slot('2026-11-20', state, { reason })]
    expect(await say('/digest status')).toContain(`Fri, Nov 20, 2026: ${words}`)
  })

  it.each([
    ['gone', /^Paused: the room is closed/],
    ['external', /^Paused: people from outside/],
  ] as const)('tells why it is paused: %s', async (paused, sentence) => {
    await answer('/digest daily 9:00')
    room.known.pause(paused)
    const lines = await say('/digest')
    expect(lines[1]).toMatch(sentence)
    expect(lines.join()).not.toContain('Next:')
  })
})

describe('where there is no room, or nowhere to keep it', () => {
  it('says so at a terminal', async () => {
    const card = await answer('/digest daily 9:00', {})
    expect([card.kind, linesOf(card)[1]]).toEqual([
      'error',
      'A digest belongs to a room. Ask for it in a chat.',
    ])
  })

  it('fails without a store', async () => {
    const desk = createDesk({
      partner: knownPartner({}),
      clock: createBusinessClock(Date.now),
      findOption: () => undefined,
      log: silentLog,
    })
    const card = await desk.answer(typed('/digest', slack), { locale: 'en', zone: 'UTC' })
    expect(card.kind).toBe('error')
  })
})

describe('sharing', () => {
  it('is offered for what changes nothing', async () => {
    const shared = (card: Card) => card.actions.filter(({ kind }) => kind === 'share')
    expect(isShareable('digest status')).toBe(true)
    for (const line of ['daily 9:00', 'form', 'stop', 'off', 'now']) {
      expect(shared(await answer(`/digest ${line}`))).toEqual([])
    }
    await answer('/digest daily 9:00')
    expect(shared(await answer('/digest')).map(({ command }) => command)).toEqual(['digest status'])
    expect((await say('/help')).join('\n')).not.toMatch(/\/desk (item|snooze|done|reopen)/)
    expect(linesOf(await answer('/help')).join('\n')).toMatch(
      /^\/desk digest daily HH:MM … \| now \| status \| off: /m,
    )
    expect(linesOf(await answer('/help digest')).join('\n')).toContain('[every day] | now | status | off')
  })
})

describe('every card, in every language, is one that both platforms take', () => {
  it.each([
    'daily 9:00 for "<!channel> <m userId=\'all\'>" every day',
    'status',
    'form',
    'stop',
    'now',
    'daily 9:00 Mars/Phobos',
    'off',
    'off',
    'status',
  ])('%s', async (words) => {
    if (words !== 'off') await answer('/digest daily 9:00 for "<!channel> <m userId=\'all\'>"')
    room.known.state.slots = [
      slot('2026-11-21', 'failed', { reason: '<m userId="all">', link: 'https://x.y/<!here>' }),
    ]
    for (const locale of locales) {
      for (const who of [slack, works]) {
        const spoken = speak(await answer(`/digest ${words}`, who), { locale, zone: 'Asia/Tokyo' })
        const message = renderBlocks(spoken)
        assertValidMessage(message)
        const pageWords = { next: 'n', previous: 'p', page: () => 'p' }
        const content = renderContent(spoken, { page: 1, command: 'digest', words: pageWords })
        for (const each of [...(content.flex ? [content.flex] : []), ...content.text]) {
          expect(refereeContent(each)).toEqual([])
        }
        expect(JSON.stringify(spoken)).not.toMatch(/undefined|digestCommand|action\.[a-z]/)
        for (const { label } of spoken.actions) expect([label, label.length <= 20]).toEqual([label, true])
      }
    }
  })
})
