import { describe, expect, it } from 'vitest'
import { isShareable } from '../../src/commands/desk.ts'
import type { OptionId } from '../../src/core/option.ts'
import { on } from '../helpers/branded.ts'
import { acme, acmeTrial, bravo, bravoOption, bravoRenewal } from './claimed-items.ts'
import { buttons, lineButtons, minho, misaki, useClaiming } from './claiming.ts'

const desk = useClaiming()

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
