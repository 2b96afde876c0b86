import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isShareable } from '../../src/commands/desk.ts'
import type { CalendarDate } from '../../src/core/calendar.ts'
import type { Card } from '../../src/core/card.ts'
import type { Claims } from '../../src/core/claims.ts'
import { locales } from '../../src/core/locale.ts'
import type { OptionId } from '../../src/core/option.ts'
import { renderBlocks } from '../../src/slack/blocks.ts'
import { formatText } from '../../src/text/format-text.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { buttons, lineButtons, minho, misaki, startClaiming } from './claiming.ts'

const on = (text: string) => text as CalendarDate
const trial = { subscriptionId: '5', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE' }
const acme = (endsOn = '2026-11-30'): Copied => ({
  id: '10000001',
  customer: { companyName: 'Acme', timeZone: 'Asia/Tokyo' },
  subscriptions: [{ ...trial, endsOn: on(endsOn) }],
})
const bravo: Copied = {
  id: '10000002',
  customer: { companyName: 'Bravo', timeZone: 'Asia/Tokyo' },
  subscriptions: [
    { subscriptionId: '6', productId: 'STD', plan: 'MONTHLY', status: 'ACTIVE', endsOn: on('2026-12-05') },
    { ...trial, subscriptionId: '7', endsOn: on('2026-11-15') },
    { ...trial, subscriptionId: '9' },
  ],
  options: [
    { subscriptionId: '6', optionId: 'DRV' as OptionId, subOptionId: 'DRV01' },
    { subscriptionId: '6', optionId: 'ACV2' as OptionId, subOptionId: 'ACV200', endsOn: on('2027-06-01') },
  ],
}
const acmeTrial = '10000001/5/serviceTrial/2026-11-30'
const bravoRenewal = '10000002/6/contractRenews/2026-12-05'
const bravoOption = '10000002/6/ACV2/ACV200/optionTrial/2027-06-01'

let desk: Awaited<ReturnType<typeof startClaiming>>
beforeAll(async () => {
  desk = await startClaiming()
})
afterEach(() => desk.forget())
afterAll(() => desk.close())

describe('in a room where others read along', () => {
  const inRoom = { isForRoom: true }

  it('speaks of people by name, and of nobody as you', async () => {
    desk.know([acme()])
    const [taking, leaving] = [`/claim ${acmeTrial}`, `/release ${acmeTrial}`]
    expect(await desk.say({ ...misaki, ...inRoom }, taking)).toContain('Misaki has taken this on.')
    const list = await desk.say({ ...misaki, ...inRoom }, '/expiring')
    expect(list).toContain('Acme (10000001): Trial ends · Standard Trial (STD_T) · taken on by Misaki')
    expect(await desk.say({ ...minho, ...inRoom }, `${taking} over`)).toContain(
      'Minho has taken this over from Misaki.',
    )
    expect(await desk.say({ ...minho, ...inRoom }, leaving)).toContain('Minho has given this back.')
  })
})

describe('two people who share the work', () => {
  it('see in the list who has what, each with the button that is theirs', async () => {
    desk.know([acme()])
    const untouched = await desk.answer(misaki, '/expiring')
    expect(lineButtons(untouched)).toEqual([`Take on: claim ${acmeTrial}`])

    await desk.say(misaki, `/claim ${acmeTrial}`)
    expect(lineButtons(await desk.answer(misaki, '/expiring'))).toEqual([`Give back: release ${acmeTrial}`])
    expect(await desk.say(misaki, '/expiring')).toContain(
      'Acme (10000001): Trial ends · Standard Trial (STD_T) · taken on by Misaki (you)',
    )
    // The button asks who has it before anything is taken away.
    expect(lineButtons(await desk.answer(minho, '/expiring'))).toEqual([`Take over: claim ${acmeTrial}`])
    expect(await desk.say(minho, '/expiring')).toContain(
      'Acme (10000001): Trial ends · Standard Trial (STD_T) · taken on by Misaki',
    )
  })

  it('take on, ask, take over and give back', async () => {
    desk.know([acme()])
    const taken = await desk.answer(misaki, `/claim ${acmeTrial}`)
    expect(await desk.say(misaki, `/claim ${acmeTrial}`)).toEqual([
      'Acme (10000001)',
      'You have taken this on.',
      'What: Trial ends · Standard Trial (STD_T)',
      'When: Mon, Nov 30, 2026 · in 9 days',
      'Taken on by: Misaki',
      expect.stringMatching(/^Since: .*\(Asia\/Tokyo, UTC\+09:00\)$/),
    ])
    expect(buttons(taken)).toEqual([
      `Give back: release ${acmeTrial}`,
      'Taken on by me: expiring mine',
      'What ends soon: expiring',
      'Customer: customer 10000001',
    ])

    const held = await desk.answer(minho, `/claim ${acmeTrial}`)
    expect((await desk.say(minho, `/claim ${acmeTrial}`))[1]).toBe('Misaki has taken this on.')
    expect(buttons(held)[0]).toBe(`Take over: claim ${acmeTrial} over`)
    expect((await desk.say(minho, `/release ${acmeTrial}`))[1]).toBe(
      'Misaki has taken this on, so only Misaki can give it back.',
    )

    expect((await desk.say(minho, `/claim ${acmeTrial} over`))[1]).toBe(
      'You have taken this over from Misaki.',
    )
    expect((await desk.say(minho, `/claim ${acmeTrial} over`))[1]).toBe('You have taken this on.')
    expect((await desk.say(misaki, `/claim ${acmeTrial}`))[1]).toBe('Minho has taken this on.')

    const given = await desk.answer(minho, `/release ${acmeTrial}`)
    expect(buttons(given)[0]).toBe(`Take on: claim ${acmeTrial}`)
    expect(await desk.say(minho, `/release ${acmeTrial}`)).toEqual([
      'Acme (10000001)',
      'Nobody has taken this on.',
      'What: Trial ends · Standard Trial (STD_T)',
      'When: Mon, Nov 30, 2026 · in 9 days',
    ])
    expect(await desk.claims.all()).toEqual([])
  })

  it('are two people with one id, where the workspace is another', async () => {
    desk.know([acme()])
    await desk.say(misaki, `/claim ${acmeTrial}`)
    const namesake = { ...misaki, workspace: 'T2' }
    expect((await desk.say(namesake, `/release ${acmeTrial}`))[1]).toContain('only Misaki')
    expect((await desk.say(namesake, '/expiring mine'))[1]).toContain('not taken anything on')
  })

  it('go by their ids where nothing tells their names', async () => {
    desk.know([acme()])
    await desk.say({ person: 'U7' }, `/claim ${acmeTrial}`)
    expect((await desk.say(misaki, '/expiring')).join()).toContain('taken on by U7')
  })
})

describe('expiring mine', () => {
  it('says how to take something on, where there is nothing', async () => {
    desk.know([acme()])
    const card = await desk.answer(misaki, '/expiring mine')
    expect(await desk.say(misaki, '/expiring mine')).toEqual([
      'Taken on by Misaki',
      'You have not taken anything on yet. In the list of what ends soon, press the button beside a line.',
    ])
    expect(buttons(card)).toEqual([
      'What ends soon: expiring',
      'Refresh: expiring mine',
      'Share in channel: expiring mine',
    ])
  })

  it('lists what the asker has, however far ahead, past or renewing, and nothing else', async () => {
    desk.know([acme(), bravo])
    for (const item of [
      bravoOption,
      bravoRenewal,
      '10000002/7/serviceTrial/2026-11-15',
      '10000002/9/serviceTrial/-',
    ]) {
      await desk.say(misaki, `/claim ${item}`)
    }
    await desk.say(minho, `/claim ${acmeTrial}`)

    expect((await desk.say(misaki, '/expiring mine')).slice(0, 10)).toEqual([
      'Taken on by Misaki',
      '4 taken on',
      'Sat, Dec 5, 2026 · in 14 days',
      'Bravo (10000002): Contract renews · Standard (STD) · Monthly contract, postpaid',
      'Tue, Jun 1, 2027 · in 192 days',
      'Bravo (10000002): Option trial ends · Archive (Talk) Trial (ACV200)',
      'No end date given',
      'Bravo (10000002): Trial ends · Standard Trial (STD_T)',
      'Trials that are over',
      'Bravo (10000002): Standard Trial (STD_T) · Active · Sun, Nov 15, 2026 · 6 days ago',
    ])
    const card = await desk.answer(misaki, '/expiring mine')
    expect(lineButtons(card)).toContain(`Give back: release ${bravoRenewal}`)
    expect(lineButtons(card)).toHaveLength(4)
    expect(await desk.say(misaki, '/expiring mine all')).toEqual(await desk.say(misaki, '/expiring mine'))
    expect((await desk.say(minho, '/expiring mine')).slice(0, 2)).toEqual(['Taken on by Minho', '1 taken on'])
  })

  it('within some days lists less, and says so where that is nothing', async () => {
    desk.know([acme(), bravo])
    await desk.say(misaki, `/claim ${acmeTrial}`)
    await desk.say(misaki, `/claim ${bravoOption}`)
    expect((await desk.say(misaki, '/expiring mine 9')).slice(0, 4)).toEqual([
      'Taken on by Misaki, within 9 days',
      '1 taken on',
      'Mon, Nov 30, 2026 · in 9 days',
      'Acme (10000001): Trial ends · Standard Trial (STD_T)',
    ])
    expect((await desk.say(misaki, '/expiring mine 8'))[1]).toBe(
      'Nothing that you have taken on is due within 8 days.',
    )
    expect(buttons(await desk.answer(misaki, '/expiring 8 mine'))).toContain('Refresh: expiring mine 8')
  })

  it('keeps what is past as long as the copy has it', async () => {
    const task = { optionId: 'DRV' as OptionId, type: 'CANCEL', appliesOn: on('2026-11-20') }
    desk.know([{ ...acme(), tasks: [task] }])
    await desk.say(misaki, '/claim 10000001/-/DRV/-/CANCEL/scheduledTask/2026-11-20')
    expect((await desk.say(misaki, '/expiring mine')).slice(1, 4)).toEqual([
      '1 taken on',
      'Fri, Nov 20, 2026 · 1 day ago',
      'Acme (10000001): Scheduled: Cancel · Drive (DRV)',
    ])
    expect((await desk.say(misaki, '/expiring')).join()).not.toContain('Scheduled')
  })

  it('lists last what no longer ends, to be given back', async () => {
    desk.know([acme(), bravo])
    for (const item of [acmeTrial, bravoOption, '10000002/9/serviceTrial/-']) {
      await desk.say(misaki, `/claim ${item}`)
    }
    desk.know([acme('2027-11-30'), { ...bravo, isGone: true }])

    const lapsed = [
      'No longer ending',
      'Acme (10000001): Contract 5 · was due on Mon, Nov 30, 2026',
      'Bravo (10000002): Archive (Talk) Trial (ACV200) · was due on Tue, Jun 1, 2027',
      'Bravo (10000002): Contract 9 · No end date given',
    ]
    expect((await desk.say(misaki, '/expiring mine')).slice(0, 6)).toEqual([
      'Taken on by Misaki',
      '3 taken on · 3 no longer ending',
      ...lapsed,
    ])
    expect((await desk.say(misaki, '/expiring mine 7')).slice(2, 6)).toEqual(lapsed)
    expect(lineButtons(await desk.answer(misaki, '/expiring'))).toEqual([])

    const card = await desk.answer(misaki, '/expiring mine')
    expect(lineButtons(card)[0]).toBe(`Give back: release ${acmeTrial}`)
    expect(await desk.say(misaki, `/claim ${acmeTrial}`)).toEqual([
      'Acme (10000001)',
      'This is no longer on the list: it has been renewed, changed or cancelled, or the customer is gone.',
      'What: Contract 5 · was due on Mon, Nov 30, 2026',
      'Taken on by: Misaki',
      expect.stringMatching(/^Since: /),
    ])
    const given = await desk.answer(misaki, `/release ${acmeTrial}`)
    expect(buttons(given)).toEqual([
      'Taken on by me: expiring mine',
      'What ends soon: expiring',
      'Customer: customer 10000001',
    ])
    expect((await desk.say(misaki, '/expiring mine'))[1]).toBe('2 taken on · 2 no longer ending')
  })
})

describe('the commands behind the buttons', () => {
  it('may be shown to a room, and stand in no list of commands', async () => {
    expect([`claim ${acmeTrial}`, `/release ${acmeTrial}`, 'contact 1'].map(isShareable)).toEqual([
      true,
      true,
      false,
    ])
    expect((await desk.say(misaki, '/help')).join()).not.toMatch(/claim|release|contact/)
    expect((await desk.say(misaki, '/help claim')).join()).toContain('There is no command “claim”')
  })
})

describe('what cannot be taken on', () => {
  it.each([
    ['was renewed meanwhile', [acme('2027-11-30')]],
    ['belongs to a customer that is gone', [{ ...acme(), isGone: true }]],
    ['belongs to a customer that is not in the copy', []],
  ])('%s is told as such, and is nobody’s then', async (_what, copies) => {
    desk.know(copies)
    const card = await desk.answer(misaki, `/claim ${acmeTrial}`)
    expect(card.kind).toBe('answer')
    expect((await desk.say(misaki, `/claim ${acmeTrial} over`))[1]).toMatch(/^This is no longer on the list/)
    expect(buttons(card)[0]).toBe('Taken on by me: expiring mine')
    expect(await desk.claims.all()).toEqual([])
  })

  it.each([
    ['/claim', 'Which item? Press a button in the list of what ends soon.', '/claim ITEM [over]'],
    ['/release', 'Which item? Press a button in the list of what ends soon.', '/release ITEM'],
    [
      '/claim soon',
      '“soon” is no item of the list of what ends soon. Press a button there instead.',
      '/claim ITEM [over]',
    ],
    [`/release ${acmeTrial} over`, '“over” is more than this command takes.', '/release ITEM'],
  ])('%s is answered with the right form', async (line, lead, form) => {
    const card = await desk.answer(minho, line)
    expect(card.kind).toBe('usage')
    const lines = linesOf(card)
    expect(lines.slice(1, 3)).toEqual([lead, `Write: ${form}`])
    expect(lines[3]).toMatch(/^Example: \/(claim|release) 10000001\/7001\/serviceTrial\/2026-11-30$/)
  })

  it.each([`/claim ${acmeTrial}`, `/release ${acmeTrial}`, '/expiring mine'])(
    '%s has no answer where nothing can be kept, and the list has no buttons',
    async (line) => {
      desk.know([acme()])
      const card = await desk.answer(misaki, line, { claims: null })
      expect([card.kind, JSON.stringify(card.notes)]).toEqual(['error', expect.stringContaining('internal')])
      const list = await desk.answer(misaki, '/expiring', { claims: null })
      expect(lineButtons(list)).toEqual([])
      expect(buttons(list).join()).not.toContain('mine')
    },
  )

  it('the list stands without claims, and says so, while they cannot be read', async () => {
    desk.know([acme()])
    const down = () => Promise.reject(new Error('the store is down'))
    const claims: Claims = { take: down, takeOver: down, release: down, all: down }
    const card = await desk.answer(misaki, '/expiring', { claims })
    expect(card.kind).toBe('answer')
    expect(lineButtons(card)).toEqual([])
    const notes = speak(card, { locale: 'en', zone: 'UTC' }).notes
    expect(notes[0]).toMatch(/^Who has taken on what could not be read: /)
    expect(notes[1]).toContain('ref-1')
    expect((await desk.answer(misaki, '/expiring mine', { claims })).kind).toBe('error')
  })
})

describe('odd ids and names', () => {
  const odd: Copied = {
    ...acme(),
    subscriptions: ['a b', '"q"', 'ＡＢＣ', '<!channel>', 'x/y', '', '名', 'x'.repeat(2_000)].map(
      (subscriptionId) => ({ ...trial, subscriptionId, endsOn: on('2026-11-30') }),
    ),
  }

  it('each id can be taken on by its button, and one that is too long has none', async () => {
    desk.know([odd])
    const list = await desk.answer(misaki, '/expiring')
    const commands = lineButtons(list).map((button) => button.replace(/^.*?: /, ''))
    expect(commands).toHaveLength(7)
    for (const command of commands) {
      expect((await desk.say(misaki, command))[1]).toBe('You have taken this on.')
    }
    expect(lineButtons(await desk.answer(misaki, '/expiring mine'))).toHaveLength(7)
    desk.know([])
    const mine = await desk.answer(misaki, '/expiring mine')
    expect(lineButtons(mine)).toHaveLength(7)
    expect(JSON.stringify(mine.sections)).toContain('<!channel>')
    assertValidMessage(renderBlocks(speak(mine, { locale: 'en', zone: 'UTC' })))
  })

  it.each([
    '<!channel> & *b* _i_ `c` :smile:',
    '\u202egpj.exe\0',
    '<m userId="all">',
    '{{name}} $t(error.title)',
    '名'.repeat(5_000),
  ])('a person called %j does no harm', async (personName) => {
    desk.know([acme()])
    const who = { ...misaki, personName }
    for (const line of [`/claim ${acmeTrial}`, '/expiring', '/expiring mine', `/release ${acmeTrial}`]) {
      checkEverywhere(await desk.answer(who, line))
      checkEverywhere(await desk.answer(minho, line))
    }
  })
})

/** In every language as Slack takes it and as a terminal shows it. */
function checkEverywhere(card: Card): void {
  for (const locale of locales) {
    const spoken = speak(card, { locale, zone: 'Asia/Tokyo' })
    const message = renderBlocks(spoken)
    assertValidMessage(message)
    expect(JSON.stringify(message) + formatText(spoken)).not.toMatch(
      /undefined|\[object|\bNaN\b|claim\.[a-z]|expiring\.[a-z]|\u202e/,
    )
    expect(JSON.stringify(message)).not.toMatch(/<!channel>|<m userId/)
  }
}

describe('every card, in every language, is one that Slack takes', () => {
  it.each([
    `/claim ${acmeTrial}`,
    `/claim ${acmeTrial} over`,
    `/claim ${bravoRenewal}`,
    `/claim ${bravoOption}`,
    '/claim 10000009/1/serviceTrial/-',
    `/release ${acmeTrial}`,
    `/release ${bravoOption}`,
    '/release 10000009/1/serviceTrial/-',
    '/expiring',
    '/expiring mine',
    '/expiring mine 3',
    '/claim',
    '/release <!channel>',
    '/help expiring',
  ])('%s', async (line) => {
    desk.know([acme(), bravo])
    await desk.say(minho, `/claim ${acmeTrial}`)
    await desk.say(misaki, `/claim ${bravoOption}`)
    desk.know([acme(), { ...bravo, options: [] }])
    checkEverywhere(await desk.answer(misaki, line))
  })
})
