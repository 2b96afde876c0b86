import { afterEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import { data } from '../../src/core/phrase.ts'
import { say } from '../../src/text/speak.ts'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { begin, channel, domain, inGroup, message, noon, person, roomEvent } from './events.ts'
import { echo, type GivenOptions, type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'

const store = useInboxStore()
let desk: LineWorksDesk

async function start(given: GivenOptions = {}) {
  desk = await startLineWorksDesk(store.inbox(), given)
  return desk
}
afterEach(() => desk.close())

const words = (key: Parameters<typeof say>[0], locale: Locale) => say(key, { locale, zone: 'UTC' })
const sent = () => desk.standIn.accepted.map(({ to, id }) => `${to}/${id}`)
const flat = (number: number) => JSON.stringify(desk.standIn.accepted[number - 1]?.content)
const warnings = () => desk.log.lines.filter(({ level }) => level !== 'info').map(({ message }) => message)

describe('a question', () => {
  it('in a direct room is answered there, in the person’s language and zone', async () => {
    await start()
    await desk.settle(message('/customer 1'))
    expect(sent()).toEqual([`users/${person}`])
    expect(desk.standIn.accepted[0]?.content).toMatchObject({ type: 'flex' })
    expect(flat(1)).toContain('Asked: customer 1')
    expect(flat(1)).toContain(words('action.options', 'ja'))
    expect(desk.calls).toMatchObject([
      {
        call: {
          platform: 'lineworks',
          workspace: `${domain}`,
          room: person,
          person,
          personName: '山田 花子',
          text: 'customer 1',
        },
        reader: { locale: 'ja', zone: 'Asia/Tokyo' },
      },
    ])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('in a group room is answered there, in the room’s language, its head in every device’s', async () => {
    await start({
      findReaders: async () => ({
        person: { locale: 'ja', zone: 'Asia/Tokyo' },
        room: { locale: 'ko', zone: 'Asia/Seoul' },
      }),
    })
    await desk.settle(inGroup('@Partner Desk customer 1'))
    expect(sent()).toEqual([`channels/${channel}`])
    expect(flat(1)).toContain(words('action.options', 'ko'))
    expect(desk.calls).toMatchObject([{ call: { room: channel, person }, reader: { locale: 'ko' } }])
    const content = desk.standIn.accepted[0]?.content
    const i18nAltTexts = (content?.type === 'flex' && content.i18nAltTexts) || []
    expect(i18nAltTexts.map(({ language }) => language).sort()).toEqual([
      'en_US',
      'ja_JP',
      'ko_KR',
      'zh_CN',
      'zh_TW',
    ])
    for (const { altText } of i18nAltTexts) expect(altText).toContain('Asked: customer 1')
    expect(new Set(i18nAltTexts.map(({ altText }) => altText)).size).toBe(5)
  })

  it('by a button is asked past the cache, where that is what it says', async () => {
    await start()
    await desk.settle(message('Refresh', { postback: 'desk:refresh:1:customer 1' }))
    expect(desk.calls[0]?.call).toMatchObject({ text: 'customer 1', fresh: true })
  })

  it('goes by one correlation id from the callback to LINE WORKS', async () => {
    await start()
    await desk.settle(message('customer 1'))
    const id = desk.calls[0]?.call.correlationId
    expect(id).toMatch(/^[0-9a-f-]{13}$/)
    const { standIn, log } = desk
    expect([...standIn.lookUps, ...standIn.attempts].map(({ headers }) => headers['x-request-id'])).toEqual([
      id,
      id,
    ])
    expect(new Set(log.lines.map(({ fields }) => fields.correlationId))).toEqual(new Set([id]))
  })

  it('that takes long is told so once, and answered after that', async () => {
    const { opened, open } = gate()
    await start({ waitMs: 20, answer: (call) => opened.then(() => echo(call)) })
    await desk.callback(inGroup('/customer 1'))
    expect((await desk.standIn.message(1)).content).toEqual({
      type: 'text',
      text: words('lineworks.working', 'ja'),
    })
    open()
    await desk.lineWorks.settled(5_000)
    expect(sent()).toEqual([`channels/${channel}`, `channels/${channel}`])
    expect(flat(2)).toContain('Asked: customer 1')
  })

  it('that fails gets a sentence and a reference', async () => {
    await start({
      answer: async () => {
        throw new Error('out of order')
      },
    })
    await desk.settle(message('customer 1'))
    const id = desk.calls[0]?.call.correlationId
    expect(flat(1)).toContain(words('error.internal', 'ja'))
    expect(flat(1)).toContain(id)
    expect(warnings()).toEqual(['answer failed'])
  })
})

describe('a person', () => {
  it.each([
    ['zh_TW', 'Asia/Taipei', { locale: 'zh-TW', zone: 'Asia/Taipei' }],
    ['ko-KR', 'Asia/Seoul', { locale: 'ko', zone: 'Asia/Seoul' }],
    ['fr_FR', 'Mars/Phobos', { locale: 'en', zone: 'UTC' }],
    [null, undefined, { locale: 'en', zone: 'UTC' }],
  ])('with language %s and zone %s is spoken to as %o', async (locale, timeZone, reader) => {
    await start()
    desk.standIn.users.set(person, { locale, timeZone })
    await desk.settle(message('customer 1'))
    expect(desk.calls[0]?.reader).toEqual(reader)
  })

  it.each([
    ['en_US', { lastName: 'Yamada', firstName: 'Hanako' }, 'Hanako Yamada'],
    ['ja_JP', { lastName: '山田' }, '山田'],
    ['ja_JP', { lastName: ' ', firstName: null }, undefined],
  ])('in %s called %o is %s', async (locale, userName, name) => {
    await start()
    desk.standIn.users.set(person, { locale, userName })
    await desk.settle(message('customer 1'))
    expect(desk.calls[0]?.call.personName).toBe(name)
  })

  it('is looked up once in ten minutes, also by several at a time', async () => {
    let now = noon
    await start({ wallClock: () => now })
    await Promise.all(['1', '2', '3'].map((text) => desk.callback(message(text))))
    await desk.settle(message('4'))
    expect(desk.standIn.lookUps).toHaveLength(1)
    now += 10 * 60_000 + 1
    await desk.settle(message('5'))
    expect(desk.standIn.lookUps).toHaveLength(2)
  })

  it.each([403, 500])(
    'who cannot be looked up (%i) is answered all the same, and looked up again',
    async (status) => {
      await start()
      desk.standIn.users.set(person, { status })
      await desk.settle(message('1'))
      expect(desk.calls[0]?.reader).toEqual({ locale: 'en', zone: 'UTC' })
      expect(sent()).toHaveLength(1)
      expect(warnings()).toEqual(['language and zone of a person could not be learned'])
      desk.standIn.users.set(person, { locale: 'ja_JP' })
      await desk.settle(message('2'))
      expect(desk.calls[1]?.reader.locale).toBe('ja')
    },
  )

  it('has an id of any length and shape', async () => {
    await start()
    const body = JSON.stringify(message('help')).replace(`"${person}"`, '9223372036854775807')
    await desk.post(body)
    const mail = { ...message('help'), source: { userId: 'a/b?c@example.com', domainId: domain } }
    await desk.settle(mail)
    expect(desk.standIn.lookUps.map(({ person }) => person).sort()).toEqual([
      '9223372036854775807',
      'a/b?c@example.com',
    ])
    expect(sent().sort()).toEqual(['users/9223372036854775807', 'users/a/b?c@example.com'])
  })
})

describe('contact in a group room', () => {
  const secretCard = () => card({ title: data('Secret') })

  it('is told to the asker alone, in their language; the room hears that it was', async () => {
    await start({
      answer: async () => secretCard(),
      findReaders: async () => ({
        person: { locale: 'ja', zone: 'Asia/Tokyo' },
        room: { locale: 'ko', zone: 'Asia/Seoul' },
      }),
    })
    await desk.settle(inGroup('/contact 1'))
    expect(sent()).toEqual([`users/${person}`, `channels/${channel}`])
    expect(flat(1)).toContain('Secret')
    expect(desk.standIn.accepted[1]?.content).toEqual({
      type: 'text',
      text: words('lineworks.sentDirectly', 'ko'),
    })
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('is told to nobody where the asker cannot be reached; the room hears that, too', async () => {
    await start({ answer: async () => secretCard() })
    desk.standIn.faults.push({ status: 403, body: { code: 'ACCESS_DENIED' } })
    await desk.settle(inGroup('/contact 1'))
    expect(sent()).toEqual([`channels/${channel}`])
    expect(flat(1)).toContain(words('lineworks.notSentDirectly', 'ja'))
    expect(flat(1)).not.toContain('Secret')
  })

  it('leaves the room alone where it is not known whether the asker has it', async () => {
    await start({ answer: async () => secretCard() })
    desk.standIn.faults.push('dropAfterAccept')
    await desk.settle(inGroup('/contact 1'))
    expect(sent()).toEqual([`users/${person}`])
    expect(await store.outcomes()).toEqual(['uncertain'])
  })

  it('asked wrongly, or something else that nobody knows, is answered in the room', async () => {
    await start({ answer: async () => ({ ...secretCard(), kind: 'usage' }) })
    await desk.settle(inGroup('/contact'))
    await desk.settle(inGroup('@Partner Desk what is this'))
    expect(sent()).toEqual([`channels/${channel}`, `channels/${channel}`])
  })

  it.each([message, inGroup])(
    'is not told to somebody whom LINE WORKS does not tell us of',
    async (event) => {
      await start({ answer: async () => secretCard() })
      desk.standIn.users.set(person, { status: 403 })
      await desk.settle(event('/contact 1'))
      expect(flat(1)).toContain(words('access.unknown', 'en'))
      expect(flat(1)).not.toContain('Secret')
      expect(desk.refusals).toMatchObject([{ person, text: '/contact 1' }])
    },
  )

  it('in a direct room stays there, without another word', async () => {
    await start({ answer: async () => secretCard() })
    await desk.settle(message('contact 1'))
    expect(sent()).toEqual([`users/${person}`])
  })
})

describe('the bot', () => {
  it('greets the person whose room begins, and the room that it joins', async () => {
    await start()
    await desk.settle(begin())
    await desk.settle(roomEvent('join'))
    expect(sent()).toEqual([`users/${person}`, `channels/${channel}`])
    expect(flat(1)).toContain('Partner Desk')
    expect(flat(1)).not.toBe(flat(2))
    expect(desk.standIn.lookUps).toEqual([])
    expect(await store.outcomes()).toEqual(['answered', 'answered'])
  })

  it('refuses other domains in every language, and looks nothing up for them', async () => {
    await start({
      bot: { id: '2000001', secret: 'test-bot-secret', name: 'Partner Desk', allowedDomains: ['10000001'] },
    })
    await desk.settle(begin())
    await desk.settle(inGroup('hello'))
    await desk.settle(message('customer 1'))
    await desk.settle(inGroup('/customer 1'))
    expect(sent()).toEqual([`users/${person}`, `channels/${channel}`])
    for (const locale of locales) expect(flat(1)).toContain(words('access.otherDomain', locale))
    expect(desk.calls).toEqual([])
    expect(desk.standIn.lookUps).toEqual([])
  })

  it('puts on record whom it refuses, and nobody who asked nothing', async () => {
    await start({
      bot: { id: '2000001', secret: 'test-bot-secret', name: 'Partner Desk', allowedDomains: ['10000001'] },
    })
    await desk.settle(begin())
    await desk.settle(inGroup('hello'))
    await desk.settle(message('customer 1'))
    await desk.settle(inGroup('/customer 1'))
    const asked = { platform: 'lineworks', workspace: `${domain}`, person }
    expect(desk.refusals).toMatchObject([
      { ...asked, room: person, text: 'customer 1' },
      { ...asked, room: channel, text: '/customer 1' },
    ])
  })

  it('says of a question whether a room reads the answer', async () => {
    await start()
    for (const event of [message('help'), inGroup('/help'), inGroup('/contact 1')]) await desk.settle(event)
    expect(desk.calls.map(({ call }) => call.isForRoom ?? false)).toEqual([false, true, false])
    expect(desk.refusals).toEqual([])
  })
})
