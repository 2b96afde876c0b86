import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../src/core/call.ts'
import type { Card } from '../../src/core/card.ts'
import { locales } from '../../src/core/locale.ts'
import type { Marks } from '../../src/core/marks.ts'
import type { BusinessClock } from '../../src/core/ports.ts'
import { renderContent } from '../../src/lineworks/render.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { on } from '../helpers/branded.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { knownDigests } from '../helpers/known-digests.ts'
import { linesOf } from '../helpers/transcript.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { buttons, minho, misaki, useClaiming } from './claiming.ts'

const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }
const acme = (endsOn: string | null = '2026-11-30'): Copied => ({
  id: '10000001',
  customer: { companyName: 'Acme', timeZone: 'Asia/Tokyo' },
  subscriptions: [{ ...trial, ...(endsOn ? { endsOn: on(endsOn) } : {}) }],
})
const key = '10000001/5/serviceTrial/2026-11-30'

const desk = useClaiming()
let known: ReturnType<typeof knownDigests>
beforeEach(() => {
  known = knownDigests()
  desk.know([acme()])
})

interface Given {
  readonly marks?: Marks
  readonly today?: string
  readonly clock?: BusinessClock
}

const answer = (who: Partial<Call>, line: string, given: Given = {}): Promise<Card> =>
  desk.answer(who, line, { marks: desk.marks, digests: known.digests, ...given })

const lead = async (who: Partial<Call>, line: string, given: Given = {}) =>
  linesOf(await answer(who, line, given))[1]

const listed = async (who: Partial<Call>, line = '/expiring', given: Given = {}) =>
  linesOf(await answer(who, line, given)).find((text) => text.startsWith('Acme'))

describe('the card of an item', () => {
  it('says who has it, and offers all that can be done', async () => {
    const card = await answer(misaki, `/item ${key}`)
    expect(linesOf(card).slice(0, 4)).toEqual([
      'Acme (10000001)',
      'Nobody has taken this on.',
      'What: Trial ends · Standard Trial (STD_T)',
      'When: Mon, Nov 30, 2026 · in 9 days',
    ])
    expect(buttons(card)).toEqual([
      `Take on: claim ${key}`,
      `Done: done ${key}`,
      `Snooze to 2026-11-22: snooze ${key} 2026-11-22`,
      `Snooze to 2026-11-28: snooze ${key} 2026-11-28`,
      'Taken on by me: expiring mine',
      'What ends soon: expiring',
      'Customer: customer 10000001',
    ])
    await answer(misaki, `/claim ${key}`)
    expect(await lead(misaki, `/item ${key}`)).toBe('You have taken this on.')
    expect(await lead(minho, `/item ${key}`)).toBe('Misaki has taken this on.')
    expect(await lead({ ...misaki, isForRoom: true }, `/item ${key}`)).toBe('Misaki has taken this on.')
    expect(buttons(await answer(minho, `/item ${key}`))[0]).toBe(`Take over: claim ${key} over`)
  })

  it.each([
    ['2026-11-21', []],
    ['2026-11-22', ['2026-11-22']],
    ['2026-12-05', ['2026-11-22', '2026-11-28', '2026-12-05']],
    ['2026-11-20', ['2026-11-22', '2026-11-28', '2026-12-05']],
    [null, ['2026-11-22', '2026-11-28', '2026-12-05']],
  ])('of something that ends on %s can be snoozed to %j', async (endsOn, dates) => {
    desk.know([acme(endsOn)])
    const card = await answer(misaki, `/item 10000001/5/serviceTrial/${endsOn ?? '-'}`)
    const snoozes = card.actions.filter(({ command }) => command.startsWith('snooze'))
    expect(snoozes.map(({ command }) => command.split(' ')[2])).toEqual(dates)
  })

  it('says so of what no longer ends', async () => {
    desk.know([acme('2027-11-30')])
    const card = await answer(misaki, `/item ${key}`)
    expect(linesOf(card)[1]).toMatch(/^This is no longer on the list/)
    expect(buttons(card)[0]).toBe('Taken on by me: expiring mine')
  })

  it('offers what can be kept: nothing without a store', async () => {
    const card = await desk.answer(misaki, `/item ${key}`, { claims: null })
    expect(linesOf(card)[1]).toBe('Nobody has taken this on.')
    expect(buttons(card).slice(0, 2)).toEqual(['Taken on by me: expiring mine', 'What ends soon: expiring'])
  })
})

describe('done, and open again', () => {
  it('shows in the list with who did it, for as long as it stands', async () => {
    const card = await answer(misaki, `/done ${key}`)
    expect(linesOf(card)[1]).toBe('You have marked this as done. The next digests leave it out.')
    expect(linesOf(card).join('\n')).toMatch(/^Done: Misaki · .*Asia\/Tokyo/m)
    expect(buttons(card).slice(0, 2)).toEqual([`Take on: claim ${key}`, `Reopen: reopen ${key}`])
    expect(await lead(minho, `/item ${key}`)).toBe('Misaki has marked this as done.')
    expect(await listed(minho)).toBe('Acme (10000001): Trial ends · Standard Trial (STD_T) · done: Misaki')

    expect(await lead(minho, `/done ${key}`)).toBe('Misaki has marked this as done.')
    expect(await lead(minho, `/reopen ${key}`)).toBe('This is open again. Digests list it as before.')
    expect(await listed(minho)).not.toContain('done')
    expect(await lead(minho, `/reopen ${key}`)).toBe('This is open: it is neither done nor snoozed.')
    expect(await desk.marks.all()).toEqual([])
  })

  it('stands beside a claim, which it leaves alone', async () => {
    await answer(misaki, `/claim ${key}`)
    await answer(minho, `/done ${key}`)
    const line = 'Acme (10000001): Trial ends · Standard Trial (STD_T)'
    expect(await listed(misaki)).toBe(`${line} · taken on by Misaki (you) · done: Minho`)
    expect(await listed(misaki, '/expiring mine')).toBe(`${line} · done: Minho`)
    expect(linesOf(await answer(misaki, `/release ${key}`)).join('\n')).toMatch(/^Done: Minho/m)
  })

  it('speaks of people by name where all read along', async () => {
    const inRoom = { ...misaki, isForRoom: true }
    expect(await lead(inRoom, `/done ${key}`)).toBe('Misaki has marked this as done.')
    expect(await lead(inRoom, `/reopen ${key}`)).toBe('Misaki has reopened this.')
    expect(await lead(inRoom, `/snooze ${key} 2026-11-25`)).toBe(
      'Misaki has snoozed this until Wed, Nov 25, 2026.',
    )
  })
})

describe('snoozed', () => {
  it('until a day shows in the list, and on that day no more', async () => {
    const card = await answer(misaki, `/snooze ${key} 2026-11-25`)
    expect(linesOf(card)[1]).toBe(
      'You have snoozed this until Wed, Nov 25, 2026. Digests leave it out until then.',
    )
    expect(linesOf(card).join('\n')).toMatch(/^Snoozed until: Wed, Nov 25, 2026 · Misaki · /m)
    expect(buttons(card).slice(1, 3)).toEqual([`Done: done ${key}`, `Reopen: reopen ${key}`])

    const line = 'Acme (10000001): Trial ends · Standard Trial (STD_T)'
    expect(await listed(minho)).toBe(`${line} · snoozed until Wed, Nov 25, 2026: Misaki`)
    expect(await listed(minho, '/expiring', { today: '2026-11-24' })).toContain('snoozed')
    expect(await listed(minho, '/expiring', { today: '2026-11-25' })).toBe(line)
    expect(await lead(minho, `/reopen ${key}`, { today: '2026-11-25' })).toMatch(/^This is open: /)
  })

  it('can be put off further, and done in its place', async () => {
    await answer(misaki, `/snooze ${key} 2026-11-25`)
    await answer(minho, `/snooze ${key} 2026-11-27`)
    await answer(minho, `/done ${key}`)
    expect((await desk.marks.all()).map(({ as, by }) => [as, by.name])).toEqual([[{ kind: 'done' }, 'Minho']])
  })

  it('counts from the day where the digest of the room is read', async () => {
    // Where Misaki is, it is still the 21st.
    const room = { ...misaki, room: 'C1' }
    await known.digests.set(
      { platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false },
      { at: '09:00', zone: 'Pacific/Kiritimati', days: 30, locale: 'en', contains: null, everyDay: false },
      { person: 'U1', name: 'Misaki' },
    )
    const given = { clock: createBusinessClock(() => Date.parse('2026-11-21T12:00:00Z')) }
    expect(buttons(await answer(room, `/item ${key}`, given))[2]).toMatch(/^Snooze to 2026-11-23/)
    expect((await answer(room, `/snooze ${key} 2026-11-22`, given)).kind).toBe('usage')
    expect((await answer(misaki, `/snooze ${key} 2026-11-22`, given)).kind).toBe('answer')
    expect(await lead(room, `/item ${key}`, given)).toBe('Nobody has taken this on.')
    expect(await lead(misaki, `/item ${key}`, given)).toBe('Misaki has snoozed this until Sun, Nov 22, 2026.')
  })

  it.each([
    ['', 'Until when? Add a date such as 2026-11-27.'],
    ['tomorrow', '“tomorrow” is no date. Write year, month and day, such as 2026-11-27.'],
    ['2026-02-30', '“2026-02-30” is no date. Write year, month and day, such as 2026-11-27.'],
    [
      '2026-11-21',
      '“2026-11-21” does not fit here. The date has to be tomorrow or later, a year ahead at most.',
    ],
    [
      '2027-11-23',
      '“2027-11-23” does not fit here. The date has to be tomorrow or later, a year ahead at most.',
    ],
    ['2026-11-25 please', '“please” is more than this command takes.'],
  ])('to “%s” is answered with the right form', async (date, sentence) => {
    const card = await answer(misaki, `/snooze ${key} ${date}`)
    expect(card.kind).toBe('usage')
    expect(linesOf(card).slice(1, 3)).toEqual([sentence, 'Write: /desk snooze ITEM DATE'])
    expect(await desk.marks.all()).toEqual([])
  })
})

describe('what no longer ends', () => {
  it.each([`/done ${key}`, `/snooze ${key} 2026-11-25`])('is not marked: %s', async (line) => {
    desk.know([])
    expect(await lead(misaki, line)).toMatch(/^This is no longer on the list/)
    expect([await desk.marks.all(), known.changed]).toEqual([[], []])
  })

  it('can be opened again', async () => {
    await answer(misaki, `/done ${key}`)
    desk.know([])
    expect(await lead(misaki, `/reopen ${key}`)).toBe('This is open again. Digests list it as before.')
    expect(await lead(misaki, `/reopen ${key}`)).toMatch(/^This is no longer on the list/)
  })
})

describe('digests', () => {
  it('hear of every change, and of nothing else', async () => {
    const room = { ...misaki, room: 'C1' }
    const steps = ['claim', 'done', 'reopen', 'release']
    for (const step of steps) await answer(room, `/${step} ${key}`)
    await answer(room, `/snooze ${key} 2026-11-25`)
    expect(known.changed.map(({ item, call }) => [item, call.room, call.text.split(' ')[0]])).toEqual(
      [...steps, 'snooze'].map((step) => [key, 'C1', step]),
    )

    await answer(minho, `/claim ${key}`)
    known.changed.length = 0
    for (const line of [
      `/item ${key}`,
      `/claim ${key}`,
      `/release ${key}`,
      '/expiring',
      `/snooze ${key} x`,
    ]) {
      await answer(misaki, line)
    }
    expect(known.changed).toEqual([])
    await answer(misaki, `/claim ${key} over`)
    expect(known.changed).toHaveLength(1)
  })
})

describe('where marks cannot be kept or read', () => {
  it.each([`/done ${key}`, `/snooze ${key} 2026-11-25`, `/reopen ${key}`])(
    '%s has no answer',
    async (line) => {
      expect((await desk.answer(misaki, line)).kind).toBe('error')
    },
  )

  it('the list stands without them, and says so', async () => {
    const down = () => Promise.reject(new Error('the store is down'))
    const card = await answer(misaki, '/expiring', { marks: { set: down, clear: down, all: down } })
    expect(card.kind).toBe('answer')
    expect(linesOf(card).join('\n')).toContain('Who has taken on what could not be read')
  })
})

describe('every card, in every language, is one that both platforms take', () => {
  it.each([`/item ${key}`, `/snooze ${key} 2026-11-25`, `/done ${key}`, `/reopen ${key}`, `/snooze ${key}`])(
    '%s',
    async (line) => {
      const hostile = { ...misaki, personName: '<!channel> <m userId="all"> \u202e' }
      await answer(hostile, `/done ${key}`)
      for (const who of [hostile, { ...hostile, isForRoom: true }]) {
        for (const card of [await answer(who, line), await answer(who, '/expiring')]) checkEverywhere(card)
      }
    },
  )
})

function checkEverywhere(card: Card): void {
  for (const locale of locales) {
    const spoken = speak(card, { locale, zone: 'Asia/Tokyo' })
    const message = renderBlocks(spoken)
    assertValidMessage(message)
    const words = { next: 'n', previous: 'p', page: () => 'p' }
    const content = renderContent(spoken, { page: 1, command: 'expiring', words })
    for (const each of [...(content.flex ? [content.flex] : []), ...content.text]) {
      expect(refereeContent(each)).toEqual([])
    }
    expect(JSON.stringify(message)).not.toMatch(/undefined|mark\.[a-z]|<!channel>|\u202e/)
    for (const { label } of spoken.actions) expect([label, label.length <= 20]).toEqual([label, true])
  }
}
