import { describe, expect, it } from 'vitest'
import type { Partnership } from '../../src/core/customer.ts'
import type { Admission } from '../../src/core/digest/digest.ts'
import { directoryOf } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { buttons } from './claiming.ts'
import { slack, useDigestRoom, works } from './digest-room.ts'

const room = useDigestRoom()

const { answer, say, ruleIn } = room

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
    expect(room.known.announced).toEqual([
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
    expect(room.known.announced[0]?.text).toMatch(
      /^Misakiさんが.*毎日 18:30（America\/New_York）.*「team a」/,
    )
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
    room.directory = await directoryOf([
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
    expect(room.known.announced.at(-1)?.text).not.toContain('at present')
  })

  it('is not announced in a room of one person with the bot', async () => {
    await answer('/digest daily 9:00', { ...slack, room: 'D1' })
    expect(room.known.announced).toEqual([])
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
    expect(room.known.announced).toHaveLength(1)
    await answer('/digest daily 9:00', { ...slack, person: 'U2', personName: 'Jiwoo' })
    await answer('/digest daily 9:30', { ...slack, person: 'U2', personName: 'Jiwoo' })
    room.known.pause('gone')
    await answer('/digest daily 9:30', { ...slack, person: 'U2', personName: 'Jiwoo' })
    expect(room.known.announced).toHaveLength(4)
  })

  it('is read by the room where all read along, and needs no word of its own there', async () => {
    expect((await say('/digest daily 9:00', works))[1]).toBe('Minho has set the digest of this room.')
    const { isForRoom: _none, ...alone } = works
    expect((await say('/digest daily 9:00', { ...alone, room: works.person }))[1]).toBe(
      'This room gets its digest from now on.',
    )
    expect(room.known.announced).toEqual([])
  })

  it.each<[Admission, typeof slack | typeof works, RegExp]>([
    ['notMember', slack, /Invite it with \/invite @partner-desk, and try again/],
    ['notMember', works, /The bot is not in this room.*Add it/],
    ['external', slack, /People from outside share this room/],
    ['noHistory', slack, /channels:history/],
    ['unknown', slack, /could not be learned/],
  ])('is refused where the platform says %s', async (admission, who, sentence) => {
    room.known.state.admission = admission
    const card = await answer('/digest daily 9:00', who)
    expect([card.kind, linesOf(card)[0]]).toEqual(['error', 'No digest was set up'])
    expect(linesOf(card)[1]).toMatch(sentence)
    expect(buttons(card)).toEqual(admission === 'external' ? [] : ['Try again: digest daily 9:00'])
    expect([await ruleIn(), room.known.announced]).toEqual([undefined, []])
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
    expect(room.known.announced.at(-1)?.text).toBe('Misaki 님이 이 대화방의 일일 다이제스트를 껐습니다.')
    expect((await say('/digest off'))[1]).toMatch(/^This room has no digest\./)
    expect(room.known.announced).toHaveLength(2)
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
    expect(room.known.previews).toMatchObject([{ days: 7 }])
  })

  it('can be tried without a digest', async () => {
    const card = await answer('/digest now')
    expect(linesOf(card).join()).toMatch(/This room has no digest yet.*Monday to Friday, 09:00/)
    expect(buttons(card)).toEqual(['Set up a digest: digest form'])
    expect(await ruleIn()).toBeUndefined()
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
