import { beforeEach, describe, expect, it } from 'vitest'
import { createDesk, isShareable } from '../../src/commands/desk.ts'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import type { Card } from '../../src/core/card.ts'
import type { Partnership } from '../../src/core/customer.ts'
import type { Admission, Slot, SlotState } from '../../src/core/digest/digest.ts'
import { locales } from '../../src/core/locale.ts'
import { renderContent } from '../../src/lineworks/render.ts'
import { renderBlocks } from '../../src/slack/blocks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { directoryOf } from '../helpers/customer-copy.ts'
import { knownDigests } from '../helpers/known-digests.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { buttons } from './claiming.ts'

const slack = {
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  person: 'U1',
  personName: 'Misaki',
} as const
const works = {
  platform: 'lineworks',
  workspace: '400000001',
  room: 'group-1',
  person: 'u-2',
  personName: 'Minho',
  isForRoom: true,
} as const

let known: ReturnType<typeof knownDigests>
let directory: Awaited<ReturnType<typeof directoryOf>> | undefined
beforeEach(() => {
  known = knownDigests()
  directory = undefined
})

const roomLanguages = {
  find: async ({ kind, id }: { kind: string; id: string }) =>
    kind === 'room' && id === 'C-ja' ? ('ja' as const) : undefined,
  choose: async () => {},
  forget: async () => {},
}

function answer(
  line: string,
  who: Partial<Call> = slack,
  reader: Reader = { locale: 'en', zone: 'Asia/Seoul' },
) {
  const desk = createDesk({
    partner: knownPartner({}),
    clock: createBusinessClock(() => Date.parse('2026-11-21T12:00:00Z')),
    languages: roomLanguages,
    directory: directory && { ...directory, find: async () => ({ kind: 'none', nearest: [] }) },
    digests: known.digests,
    findOption: () => undefined,
    log: silentLog,
  })
  return desk.answer(typed(line, who), reader)
}

const say = async (line: string, who: Partial<Call> = slack) =>
  linesOf(await answer(line, who)).filter((text) => !text.startsWith('/'))

const ruleIn = async (room = 'C1') =>
  (await known.digests.find({ platform: 'slack', workspace: 'T1', room, isDirect: false }))?.rule

describe('digest daily', () => {
  it('sets the digest of a room, says when the next one comes, and tells the room who did', async () => {
    const card = await answer('/digest daily 9:00')
    expect(linesOf(card).slice(0, 7)).toEqual([
      'Daily digest',
      'This room gets its digest from now on.',
      'When: Monday to Friday, 09:00 (Asia/Seoul)',
      'Looks ahead: up to 30 days',
      'Customers: All customers',
      'Language: English',
      'Next: Sun, Nov 22, 2026, 09:00 (Asia/Seoul, UTC+09:00)',
    ])
    expect(buttons(card)).toEqual([
      'Preview now: digest now',
      'Digest status: digest status',
      'Change: digest form',
      'End the digest: digest stop',
    ])
    expect(known.announced).toEqual([
      {
        room: 'C1',
        text: 'Misaki has set the daily digest of this room: Monday to Friday, 09:00 (Asia/Seoul) · up to 30 days · All customers · English',
      },
    ])
  })

  it('takes every part, and writes the zone as it is known', async () => {
    await answer('/digest daily 18:30 america/new_york within 14 in ja for "team a" every day')
    expect(await ruleIn()).toEqual({
      at: '18:30',
      zone: 'America/New_York',
      days: 14,
      locale: 'ja',
      contains: 'team a',
      everyDay: true,
    })
    expect(known.announced[0]?.text).toMatch(/^Misakiさんが.*毎日 18:30（America\/New_York）.*「team a」/)
    await answer('/digest daily 18:30 asia/kolkata')
    expect((await ruleIn())?.zone).toBe('Asia/Kolkata')
    await answer('/digest daily 18:30 utc')
    expect((await ruleIn())?.zone).toBe('UTC')
  })

  it('by a zone that people may mean two of is not set', async () => {
    for (const zone of ['CST', 'IST', 'Etc/GMT-9']) {
      expect(linesOf(await answer(`/digest daily 9:00 ${zone}`))[1]).toMatch(/is no known time zone/)
    }
    await answer('/digest daily 9:00', slack, { locale: 'en', zone: 'Japan' })
    expect((await ruleIn())?.zone).toBe('Asia/Tokyo')
  })

  it('for a text says how many customers that is, and warns where it is nobody', async () => {
    const partnership = { customerCode: 'OSAKA-1', memo: null } as Partnership
    directory = await directoryOf([
      { id: '1', customer: { partnership } },
      { id: '2', customer: { partnership }, isGone: true },
      { id: '3' },
    ])
    const those = 'in their customer code or memo'
    expect(await say('/digest daily 9:00 for osaka')).toContain(
      `Customers: Those with “osaka” ${those} · 1 customer at present`,
    )
    const nobody = 'No customer at present, so the digest stays empty: check how the text is written'
    expect(await say('/digest daily 9:00 for oska')).toContain(
      `Customers: Those with “oska” ${those} · ${nobody}`,
    )
    expect(await say('/digest')).toContain(`Customers: Those with “oska” ${those} · ${nobody}`)
    expect(known.announced.at(-1)?.text).not.toContain('at present')
  })

  it('is not announced in a room of one person with the bot', async () => {
    await answer('/digest daily 9:00', { ...slack, room: 'D1' })
    expect(known.announced).toEqual([])
  })

  it('speaks the language of the room, or else of the one who sets it', async () => {
    await answer('/digest daily 9:00', { ...slack, room: 'C-ja' })
    expect((await ruleIn('C-ja'))?.locale).toBe('ja')
    await answer('/digest daily 9:00')
    expect((await ruleIn())?.locale).toBe('en')
  })

  it('tells a room nothing twice', async () => {
    await answer('/digest daily 9:00')
    await answer('/digest daily 9:00')
    expect(known.announced).toHaveLength(1)
    await answer('/digest daily 9:00', { ...slack, person: 'U2', personName: 'Jiwoo' })
    await answer('/digest daily 9:30', { ...slack, person: 'U2', personName: 'Jiwoo' })
    known.pause('gone')
    await answer('/digest daily 9:30', { ...slack, person: 'U2', personName: 'Jiwoo' })
    expect(known.announced).toHaveLength(4)
  })

  it('is read by the room where all read along, and needs no word of its own there', async () => {
    expect((await say('/digest daily 9:00', works))[1]).toBe('Minho has set the digest of this room.')
    const { isForRoom: _none, ...alone } = works
    expect((await say('/digest daily 9:00', { ...alone, room: works.person }))[1]).toBe(
      'This room gets its digest from now on.',
    )
    expect(known.announced).toEqual([])
  })

  it.each<[Admission, typeof slack | typeof works, RegExp]>([
    ['notMember', slack, /Invite it with \/invite @partner-desk, and try again/],
    ['notMember', works, /The bot is not in this room.*Add it/],
    ['external', slack, /People from outside share this room/],
    ['noHistory', slack, /channels:history/],
    ['unknown', slack, /could not be learned/],
  ])('is refused where the platform says %s', async (admission, who, sentence) => {
    known.state.admission = admission
    const card = await answer('/digest daily 9:00', who)
    expect([card.kind, linesOf(card)[0]]).toEqual(['error', 'No digest was set up'])
    expect(linesOf(card)[1]).toMatch(sentence)
    expect(buttons(card)).toEqual(admission === 'external' ? [] : ['Try again: digest daily 9:00'])
    expect([await ruleIn(), known.announced]).toEqual([undefined, []])
  })

  it.each([
    ['daily', 'At what time? Add hours and minutes, such as 09:00.'],
    ['daily 25:00', '“25:00” is no time of day. Write hours and minutes from 00:00 to 23:59.'],
    ['daily 9:00 Mars/Phobos', '“Mars/Phobos” is no known time zone. Write it like one of these.'],
    ['daily 9:00 within 400', '“400” does not fit here. Days are a whole number from 1 to 365.'],
    ['daily 9:00 in fr', '“fr” is not one of the five languages.'],
    ['daily 9:00 for', 'Which customers? Add the text that their customer code or memo contains.'],
    ['hourly', '“hourly” does not fit behind this command.'],
  ])('“%s” is answered with the right form', async (words, sentence) => {
    const card = await answer(`/digest ${words}`)
    expect(card.kind).toBe('usage')
    expect(linesOf(card).slice(1, 4)).toEqual([
      sentence,
      'Write: /desk digest daily HH:MM [TIME-ZONE] [within DAYS] [in LANGUAGE] [for TEXT] [every day] | now | status | off',
      'Example: /desk digest daily 09:00 within 14',
    ])
    expect(await ruleIn()).toBeUndefined()
  })

  it('lists what there is to choose from', async () => {
    expect(linesOf(await answer('/digest daily 9:00 in fr'))[4]).toBe(
      'LANGUAGE: ja · ko · en · zh-TW · zh-CN',
    )
    expect(linesOf(await answer('/digest daily 9:00 Mars/Phobos'))[4]).toContain('Asia/Tokyo')
  })
})

describe('digest off', () => {
  it('ends it, and tells the room who did', async () => {
    await answer('/digest daily 9:00 in ko')
    expect((await say('/digest off')).slice(0, 2)).toEqual([
      'Daily digest',
      'This room gets no digest any more.',
    ])
    expect(known.announced.at(-1)?.text).toBe('Misaki 님이 이 대화방의 일일 다이제스트를 껐습니다.')
    expect((await say('/digest off'))[1]).toMatch(/^This room has no digest\./)
    expect(known.announced).toHaveLength(2)
  })

  it('behind a button asks first', async () => {
    await answer('/digest daily 9:00')
    const card = await answer('/digest stop')
    expect(linesOf(card)[1]).toBe('End the digest of this room for everybody?')
    expect(buttons(card)).toEqual(['End the digest: digest off', 'Keep it: digest status'])
    expect(await ruleIn()).toBeDefined()
  })

  it('names who did where all read along', async () => {
    await answer('/digest daily 9:00', works)
    expect((await say('/digest off', works))[1]).toBe('Minho has ended the digest of this room.')
  })
})

describe('digest now', () => {
  it('shows what the room would get', async () => {
    await answer('/digest daily 9:00 within 7')
    expect(linesOf(await answer('/digest now'))).toEqual(['What it would say'])
    expect(known.previews).toMatchObject([{ days: 7 }])
  })

  it('can be tried without a digest', async () => {
    const card = await answer('/digest now')
    expect(linesOf(card).join()).toMatch(/This room has no digest yet.*Monday to Friday, 09:00/)
    expect(buttons(card)).toEqual(['Set up a digest: digest form'])
    expect(await ruleIn()).toBeUndefined()
  })
})

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
    known.state.slots = [
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
    known.state.slots = [slot('2026-11-20', state, { reason })]
    expect(await say('/digest status')).toContain(`Fri, Nov 20, 2026: ${words}`)
  })

  it.each([
    ['gone', /^Paused: the room is closed/],
    ['external', /^Paused: people from outside/],
  ] as const)('tells why it is paused: %s', async (paused, sentence) => {
    await answer('/digest daily 9:00')
    known.pause(paused)
    const lines = await say('/digest')
    expect(lines[1]).toMatch(sentence)
    expect(lines.join()).not.toContain('Next:')
  })
})

describe('digest form', () => {
  it('offers the usual times, and keeps the rest of a rule', async () => {
    expect(buttons(await answer('/digest form', works))).toEqual([
      'Weekdays, 08:00: digest daily 08:00',
      'Weekdays, 09:00: digest daily 09:00',
      'Weekdays, 10:00: digest daily 10:00',
      'Every day, 09:00: digest daily 09:00 every day',
    ])
    await answer('/digest daily 18:00 Asia/Tokyo within 7 in ja for osaka', works)
    const [first = ''] = buttons(await answer('/digest form', works))
    expect(first).toBe('Weekdays, 08:00: digest daily 08:00 Asia/Tokyo within 7 in ja for "osaka"')
    expect(buttons(await answer('/digest form'))[0]).toBe('Set up a digest: digest form')
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
    known.state.slots = [
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
