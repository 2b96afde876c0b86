import { afterEach, describe, expect, it } from 'vitest'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import { say } from '../../src/text/speak.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { begin, channel, domain, inGroup, message, noon, person } from './events.ts'
import { type GivenOptions, type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'

const store = useInboxStore()
let desk: LineWorksDesk

const somebody = 'a0000000-0000-4000-8000-000000000001'

/** A desk that somebody else may ask. */
async function start(given: GivenOptions = {}, inbox = store.inbox()) {
  desk = await startLineWorksDesk(inbox, { allowedPeople: [somebody], ...given })
  return desk
}
afterEach(() => desk.close())

const words = (key: Parameters<typeof say>[0], locale: Locale = 'ja') => say(key, { locale, zone: 'UTC' })
const accepted = () => desk.standIn.accepted
const where = { platform: 'lineworks', workspace: String(domain), person }

/** One sentence and nothing else. */
const refusalIn = (to: 'users' | 'channels', locale: Locale = 'ja') => ({
  to,
  id: to === 'users' ? person : channel,
  content: { type: 'text', text: words('access.notAllowed', locale) },
})

const pressed = (command: string) => ({ postback: `desk:open:1:${command}` })

describe('who is not listed gets one sentence', () => {
  it.each([
    ['a command', message('/customer 10000001'), 'users', '/customer 10000001'],
    ['a question', message('when does the trial of 10000001 end?'), 'users', 'when does the trial'],
    ['thanks', message('thank you'), 'users', 'thank you'],
    ['a sticker', message('', { type: 'sticker' }), 'users', 'help'],
    ['a button', message('Options', pressed('options 10000001')), 'users', 'options 10000001'],
    ['Show contact', message('Contact', pressed('contact 10000001')), 'users', 'contact 10000001'],
    ['a digest to be set up', message('/digest daily 09:00'), 'users', '/digest daily 09:00'],
    ['a word against an answer', message('Wrong', pressed('wrong about 1 trial')), 'users', 'wrong about'],
    ['a command in a group', inGroup('/customer 10000001'), 'channels', '/customer 10000001'],
    ['a mention', inGroup('@Partner Desk customer 10000001'), 'channels', 'customer 10000001'],
    ['a button in a group', inGroup('Options', pressed('options 10000001')), 'channels', 'options 10000001'],
    ['Show contact in a group', inGroup('C', pressed('contact 10000001')), 'channels', 'contact 10000001'],
  ] as const)('to %s', async (_what, event, to, text) => {
    await start()
    await desk.settle(event)
    expect(accepted()).toEqual([refusalIn(to)])
    expect([desk.calls, desk.heard]).toEqual([[], []])
    expect(desk.refusals).toMatchObject([{ ...where, text: expect.stringContaining(text) }])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it.each(locales)('in their own language: %s', async (locale) => {
    await start()
    desk.standIn.users.set(person, { locale: locale.replace('-', '_'), timeZone: 'Asia/Tokyo' })
    await desk.settle(inGroup('/customer 10000001'))
    expect(accepted()).toEqual([refusalIn('channels', locale)])
  })

  it('also from a process that goes on with what another has left', async () => {
    const inbox = store.inbox()
    const silent: DeskPorts['converse'] = () => new Promise(() => {})
    const first = await startLineWorksDesk(
      { ...inbox, take: (received) => inbox.take(received, -1), renew: async () => {} },
      { converse: silent },
    )
    await first.callback(message('customer 10000001'))
    await start()
    await desk.lineWorks.start()
    expect(await desk.lineWorks.settled(5_000)).toBe(true)
    expect(accepted()).toEqual([refusalIn('users')])
    expect([desk.calls, desk.heard]).toEqual([[], []])
    expect(desk.refusals).toMatchObject([{ ...where, text: 'customer 10000001' }])
    await first.lineWorks.leave()
    await first.standIn.close()
  })

  it('but not for what is said to others in a group', async () => {
    await start()
    await desk.settle(inGroup('customer 10000001'))
    expect(desk.standIn.attempts).toEqual([])
    expect(await store.rows()).toEqual([])
  })

  it('and is greeted, which tells nothing of anybody', async () => {
    await start()
    await desk.settle(begin())
    expect(accepted()).toMatchObject([{ content: { type: 'button_template' } }])
    expect(desk.standIn.groupReads).toEqual([])
  })
})

describe('who is listed is answered', () => {
  it('by id, without a look at any group', async () => {
    await start({ allowedPeople: [somebody, person] })
    await desk.settle(message('customer 1'))
    expect(desk.calls).toHaveLength(1)
    expect(desk.standIn.groupReads).toEqual([])
  })

  it('by id, but for contacts, where LINE WORKS does not tell who that is', async () => {
    await start({ allowedPeople: [person] })
    desk.standIn.users.delete(person)
    await desk.settle(message('customer 1'))
    await desk.settle(message('contact 1'))
    expect(desk.calls.map(({ call }) => call.text)).toEqual(['customer 1'])
    expect(desk.refusals).toMatchObject([{ text: 'contact 1' }])
  })

  it('by a group', async () => {
    await start({ allowedPeople: ['team-1'] })
    desk.standIn.groups.set('groups/team-1', [[{ id: person, type: 'USER' }]])
    await desk.settle(message('customer 1'))
    expect(desk.calls).toHaveLength(1)
    expect(desk.refusals).toEqual([])
  })

  it('not where the domain is not', async () => {
    await start({
      allowedPeople: [person],
      bot: { ...bot, allowedDomains: ['1'] },
    })
    await desk.settle(message('customer 1'))
    expect(accepted()).toMatchObject([{ content: { text: words('access.otherDomain', 'en') } }])
    expect(desk.calls).toEqual([])
  })
})

const bot = { id: '2000001', secret: 'test-bot-secret', name: 'Partner Desk' }

it('who may ask is refused while that cannot be learned, and answered once it can', async () => {
  await start({ allowedPeople: ['team-1'], wallClock: () => noon })
  desk.standIn.groups.set('groups/team-1', { status: 403, code: 'FORBIDDEN' })
  await desk.settle(message('customer 1'))
  expect(accepted()).toMatchObject([{ content: { type: 'text', text: words('access.unknown') } }])
  expect(desk.refusals).toHaveLength(1)
  expect(desk.log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
    {
      message: 'who is in a group could not be learned',
      fields: { group: 'groups/team-1', reason: 'groups.members: 403 FORBIDDEN' },
    },
  ])
  desk.standIn.groups.set('groups/team-1', [[{ id: person, type: 'USER' }]])
  await desk.settle(message('customer 1'))
  expect(desk.calls).toHaveLength(1)
})
