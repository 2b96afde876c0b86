import { describe, expect, it } from 'vitest'
import type { Card } from '../../src/core/card.ts'
import type { Claims } from '../../src/core/claims.ts'
import { locales } from '../../src/core/locale.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { formatText } from '../../src/text/format-text.ts'
import { speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { on } from '../helpers/branded.ts'
import type { Copied } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { acme, acmeTrial, bravo, bravoOption, bravoRenewal, trial } from './claimed-items.ts'
import { buttons, lineButtons, minho, misaki, useClaiming } from './claiming.ts'

const desk = useClaiming()

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
