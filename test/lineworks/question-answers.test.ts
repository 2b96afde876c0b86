import { describe, expect, it } from 'vitest'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { Locale } from '../../src/core/locale.ts'
import { data } from '../../src/core/phrase.ts'
import { channel, inGroup, message, person } from './events.ts'
import type { LineWorksDesk } from './lineworks-desk.ts'
import { complaint, koreanRoom, line, question, reply, replyTo, sent, shown, words } from './question-desk.ts'
import { buttonsOf } from './spoken-cards.ts'
import { useLineWorksDesks } from './use-lineworks-desks.ts'

const { start } = useLineWorksDesks({ converse: reply() })

const buttons = (desk: LineWorksDesk, number = 1) => buttonsOf(desk.standIn.accepted[number - 1]?.content)

/** Presses what is called like this below a message of the bot. */
function press(desk: LineWorksDesk, label: string, event: typeof message = message, number = 1) {
  const button = buttons(desk, number).find((each) => each.label === label)
  if (!button) throw new Error(`no button ${label}`)
  return desk.settle(event(button.text, { postback: button.postback }))
}

describe('the language of a question', () => {
  /** So long that it has several pages. */
  const long: DeskPorts['converse'] = async (said) => {
    const { card: short, ...rest } = replyTo(said, { locale: 'zh-TW' })
    const facts = Array.from({ length: 200 }, (_, index) => ({
      label: data(`fact ${index}`),
      value: data('x'.repeat(200)),
    }))
    return { ...rest, card: { ...short, facts } }
  }

  it.each([message, inGroup])('is that of the answer and of the words around it', async (event) => {
    const desk = await start({ converse: long, findReaders: koreanRoom })
    await desk.settle(event(`@Partner Desk ${question}`))
    for (const key of ['action.options', 'action.next'] as const) {
      expect(buttons(desk).map(({ label }) => label)).toContain(words(key, 'zh-TW'))
    }
  })

  it('leaves what devices show to each device', async () => {
    const desk = await start({ converse: reply({ locale: 'zh-TW' }), findReaders: koreanRoom })
    await desk.settle(inGroup(`@Partner Desk ${question}`))
    const content = desk.standIn.accepted[0]?.content
    const altTexts = (content?.type === 'flex' && content.i18nAltTexts) || []
    expect(new Set(altTexts.map(({ altText }) => altText)).size).toBe(5)
  })

  it.each([message, inGroup])('goes on below its buttons', async (event) => {
    const desk = await start({ converse: long, findReaders: koreanRoom })
    await desk.settle(event(`@Partner Desk ${question}`))
    await press(desk, words('action.options', 'zh-TW'), event)
    await press(desk, words('action.next', 'zh-TW'), event)
    await press(desk, words('action.refresh', 'zh-TW'), event, 2)
    expect(desk.calls.map(({ call, reader }) => [call.text, reader.locale])).toEqual([
      ['options 10000001', 'zh-TW'],
      [line, 'zh-TW'],
      ['options 10000001', 'zh-TW'],
    ])
    expect(shown(desk, 4)).toContain(words('action.options', 'zh-TW'))
  })

  it('that is the reader’s own is not held fast', async () => {
    let room: Locale = 'ko'
    const desk = await start({
      converse: reply({ locale: 'ko' }),
      findReaders: async () => ({
        person: { locale: 'ja', zone: 'UTC' },
        room: { locale: room, zone: 'UTC' },
      }),
    })
    await desk.settle(inGroup(`@Partner Desk ${question}`))
    room = 'en'
    await press(desk, words('action.options', 'ko'), inGroup)
    expect(shown(desk, 2)).toContain(words('action.options', 'en'))
  })
})

describe('a private answer', () => {
  const contact = reply({ line: 'contact 10000001' })

  it('goes to the asker alone, in their language; the room hears that it was', async () => {
    const desk = await start({ converse: contact, findReaders: koreanRoom })
    await desk.settle(inGroup('@Partner Desk contact 10000001'))
    expect(sent(desk)).toEqual([`users/${person}`, `channels/${channel}`])
    expect(shown(desk)).toContain(words('action.options', 'ja'))
    expect(shown(desk)).not.toContain('i18nAltTexts')
    expect(shown(desk, 2)).toContain(words('lineworks.sentDirectly', 'ko'))
  })

  it.each([
    ['asked by its command, which is not even looked into', 'contact 10000001', 0],
    ['asked in other words', 'who is the administrator of 10000001?', 1],
  ])('is not given to somebody whom LINE WORKS does not tell us of: %s', async (_, text, times) => {
    const desk = await start({ converse: contact })
    desk.standIn.users.set(person, { status: 403 })
    await desk.settle(message(text))
    expect(desk.heard).toHaveLength(times)
    expect(shown(desk)).toContain(words('access.unknown', 'en'))
    expect(shown(desk)).not.toContain('Said:')
    expect(desk.refusals).toMatchObject([{ person, text }])
  })

  it('is none where it is a question back', async () => {
    const converse: DeskPorts['converse'] = async (said) => {
      const given = replyTo(said, { line: 'contact 1' })
      return { ...given, card: { ...given.card, kind: 'usage' } }
    }
    const desk = await start({ converse })
    await desk.settle(inGroup('@Partner Desk contact 1'))
    expect(sent(desk)).toEqual([`channels/${channel}`])
  })
})

describe('the buttons below', () => {
  it('say their label where nobody would type their line, whole and mentioning nobody', async () => {
    const desk = await start()
    await desk.settle(inGroup(`@Partner Desk ${question}`))
    expect(buttons(desk).map(({ text, postback }) => [text, postback])).toEqual([
      ['/options 10000001', 'desk:open:1:options 10000001'],
      ['そらまめ商事株式会社と‹m userId="all">', 'desk:open:1:about 10000002 trial'],
      [words('action.refresh', 'ja'), `desk:refresh:1:${line}`],
      [words('action.wrong', 'ja'), `desk:open:1:${complaint.command}`],
    ])
  })

  it.each([message, inGroup])('take a complaint to the desk and back', async (event) => {
    const desk = await start()
    await desk.settle(event(`@Partner Desk ${question}`))
    await press(desk, words('action.wrong', 'ja'), event)
    expect(desk.calls.map(({ call }) => call.text)).toEqual([complaint.command])
    expect(sent(desk)[1]).toBe(sent(desk)[0])
  })

  it('ask past the cache, and are no words of the person’s own', async () => {
    const desk = await start()
    await desk.settle(message(question))
    await press(desk, words('action.refresh', 'ja'))
    expect(desk.calls).toMatchObject([{ call: { text: line, fresh: true } }])
    expect(desk.heard).toHaveLength(1)
  })
})
