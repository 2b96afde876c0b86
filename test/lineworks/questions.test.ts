import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { card } from '../../src/core/card.ts'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { Inbox } from '../../src/core/inbox.ts'
import type { Locale } from '../../src/core/locale.ts'
import { data, say as phrase } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import { wrongAction } from '../../src/questions/wrong-action.ts'
import { say } from '../../src/text/speak.ts'
import { channel, domain, inGroup, message, noon, person } from './events.ts'
import { type GivenOptions, gate, type LineWorksDesk, startLineWorksDesk } from './lineworks-desk.ts'
import { buttonsOf } from './spoken-cards.ts'
import { useInboxStore } from './store.ts'

const store = useInboxStore()
const desks: LineWorksDesk[] = []

async function start(given: GivenOptions = {}, inbox = store.inbox()) {
  const desk = await startLineWorksDesk(inbox, { converse: reply(), ...given })
  desks.push(desk)
  return desk
}
afterEach(async () => {
  for (const desk of desks.splice(0).reverse()) await desk.close()
})

const question = 'when does the trial of 10000001 end?'
const line = 'about 10000001 trial'

/** As long as the longest question makes it. */
const complaint = wrongAction('そらまめ'.repeat(1_000), line)

function replyTo({ call }: Pick<Said, 'call'>, given: Partial<Reply> = {}): Reply {
  return {
    card: card({
      title: data(`Said: ${call.text}`),
      lead: phrase('help.lead'),
      actions: [
        { kind: 'open', label: phrase('action.options'), command: 'options 10000001' },
        {
          kind: 'open',
          label: data('そらまめ商事株式会社と<m userId="all">'),
          command: 'about 10000002 trial',
        },
        { kind: 'refresh', label: phrase('action.refresh'), command: line },
        complaint,
      ],
    }),
    line,
    locale: undefined,
    ...given,
  }
}

/** Answers whatever is said. */
const reply =
  (given: Partial<Reply> = {}): DeskPorts['converse'] =>
  async (said) =>
    replyTo(said, given)

const silence: DeskPorts['converse'] = async () => undefined

const koreanRoom: DeskPorts['findReaders'] = async () => ({
  person: { locale: 'ja', zone: 'Asia/Tokyo' },
  room: { locale: 'ko', zone: 'Asia/Seoul' },
})

const words = (key: Parameters<typeof say>[0], locale: Locale) => say(key, { locale, zone: 'UTC' })
const sent = (desk: LineWorksDesk) => desk.standIn.accepted.map(({ to, id }) => `${to}/${id}`)
const shown = (desk: LineWorksDesk, number = 1) => JSON.stringify(desk.standIn.accepted[number - 1]?.content)
const buttons = (desk: LineWorksDesk, number = 1) => buttonsOf(desk.standIn.accepted[number - 1]?.content)
const logged = (desk: LineWorksDesk, text: string) => desk.log.lines.filter((each) => each.message === text)

/** Presses what is called like this below a message of the bot. */
function press(desk: LineWorksDesk, label: string, event: typeof message = message, number = 1) {
  const button = buttons(desk, number).find((each) => each.label === label)
  if (!button) throw new Error(`no button ${label}`)
  return desk.settle(event(button.text, { postback: button.postback }))
}

describe('a question', () => {
  it('in a direct room is answered there, without being named', async () => {
    const desk = await start()
    await desk.settle(message(question))
    expect(sent(desk)).toEqual([`users/${person}`])
    expect(shown(desk)).toContain(`Said: ${question}`)
    expect(desk.heard).toMatchObject([
      {
        said: {
          call: {
            platform: 'lineworks',
            workspace: `${domain}`,
            room: person,
            person,
            personName: '山田 花子',
            text: question,
          },
          isAddressed: true,
          thread: null,
        },
        readers: { person: { locale: 'ja', zone: 'Asia/Tokyo' } },
      },
    ])
    expect(desk.heard[0]?.said.call.isForRoom).toBeUndefined()
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('in a group room is answered there, where it names the bot', async () => {
    const desk = await start({ findReaders: koreanRoom })
    await desk.settle(inGroup(`@Partner Desk ${question}`))
    expect(sent(desk)).toEqual([`channels/${channel}`])
    expect(shown(desk)).toContain(words('action.options', 'ko'))
    expect(desk.heard).toMatchObject([
      { said: { call: { room: channel, text: question, isForRoom: true }, isAddressed: true, thread: null } },
    ])
  })

  it('in a group room that does not name it is neither answered, stored nor logged', async () => {
    const desk = await start({ hears: async () => true })
    await desk.settle(inGroup(question))
    expect(desk.standIn.attempts).toEqual([])
    expect(desk.heard).toEqual([])
    expect(desk.log.lines).toEqual([])
    expect(await store.rows()).toEqual([])
  })

  it('does not hold who is mentioned in it', async () => {
    const desk = await start()
    await desk.settle(inGroup('<m userId="hanako@example.com"> @Partner Desk 10000001?'))
    expect(desk.heard.map(({ said }) => said.call.text)).toEqual(['10000001?'])
  })

  it('that fails gets a sentence and a reference', async () => {
    const desk = await start({
      converse: async () => {
        throw new Error('out of order')
      },
    })
    await desk.settle(message(question))
    expect(shown(desk)).toContain(words('error.internal', 'ja'))
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it.each([
    ['a sticker', { ...message(''), content: { type: 'sticker' } }],
    ['a mention without further words', inGroup('@Partner Desk')],
  ])('%s is none, and gets help', async (_, event) => {
    const desk = await start()
    await desk.settle(event)
    expect(desk.heard).toEqual([])
    expect(desk.calls.map(({ call }) => call.text)).toEqual(['help'])
  })

  it('leaves no word of itself in the log', async () => {
    const desk = await start()
    await desk.settle(message(question))
    expect(JSON.stringify(desk.log.lines)).not.toContain('trial')
  })
})

describe('what asks nothing', () => {
  it.each([message('thank you'), inGroup('@Partner Desk thank you')])(
    'gets no answer, and is settled',
    async (event) => {
      const desk = await start({ converse: silence })
      await desk.settle(event)
      expect(desk.standIn.attempts).toEqual([])
      expect(await store.outcomes()).toEqual(['answered'])
      expect(logged(desk, 'nothing was asked')).toMatchObject([{ fields: { person, outcome: 'silent' } }])
    },
  )

  it('brings up no line that it takes longer, however long it takes to learn who says it', async () => {
    const waitMs = 10
    const desk = await start({
      waitMs,
      converse: silence,
      findReaders: async (...given) => {
        await delay(10 * waitMs)
        return koreanRoom(...given)
      },
    })
    await desk.settle(message('thank you'))
    expect(desk.heard).toHaveLength(1)
    expect(desk.standIn.attempts).toEqual([])
  })
})

describe('an answer that takes long', () => {
  it('is announced in the reader’s language, once, and comes after that in its own', async () => {
    const { opened, open } = gate()
    const desk = await start({
      waitMs: 10,
      findReaders: koreanRoom,
      converse: async (said) => {
        await opened
        return replyTo(said, { locale: 'en' })
      },
    })
    await desk.callback(inGroup(`@Partner Desk ${question}`))
    expect((await desk.standIn.message(1)).content).toEqual({
      type: 'text',
      text: words('lineworks.working', 'ko'),
    })
    open()
    await desk.lineWorks.settled(5_000)
    expect(sent(desk)).toEqual([`channels/${channel}`, `channels/${channel}`])
    expect(shown(desk, 2)).toContain(words('action.options', 'en'))
  })
})

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

describe('a question that a process has left', () => {
  /** The store as a process has it that is stopped in its tracks. */
  const stalled = (inbox: Inbox): Inbox => ({
    ...inbox,
    take: (received) => inbox.take(received, -1),
    renew: async () => {},
  })

  /** Leaves it while it is being thought about. */
  async function leave(event: object) {
    const { opened, open } = gate()
    const converse: DeskPorts['converse'] = (said) => opened.then(() => replyTo(said))
    const first = await start({ converse }, stalled(store.inbox()))
    await first.callback(event)
    await vi.waitUntil(() => first.heard.length === 1, { interval: 1, timeout: 20_000 })
    return { first, wake: open }
  }

  const takeOver = async (desk: LineWorksDesk) => {
    await desk.lineWorks.start()
    expect(await desk.lineWorks.settled(5_000)).toBe(true)
  }

  it('is answered by another, once', async () => {
    const { first, wake } = await leave(inGroup(`@Partner Desk ${question}`))
    const second = await start()
    await takeOver(second)
    wake()
    await first.lineWorks.settled(5_000)
    expect([first, second].map(({ standIn }) => standIn.accepted.length)).toEqual([0, 1])
    expect(second.heard[0]?.said.call).toEqual(first.heard[0]?.said.call)
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('and asks nothing is settled without a word', async () => {
    const { first, wake } = await leave(message('thank you'))
    const second = await start({ converse: silence })
    await takeOver(second)
    expect(second.standIn.attempts).toEqual([])
    expect(await store.outcomes()).toEqual(['answered'])
    wake()
    await first.lineWorks.settled(5_000)
    expect(first.standIn.attempts).toEqual([])
  })

  it('before questions were known is understood as one', async () => {
    const payload = JSON.stringify({
      correlationId: 'c-1',
      receivedAt: noon,
      body: JSON.stringify(message(question)),
    })
    await store.inbox().take({ platform: 'lineworks', key: 'k', payload }, -1)
    const desk = await start()
    await takeOver(desk)
    expect(desk.heard.map(({ said }) => said.call.text)).toEqual([question])
    expect(desk.standIn.accepted).toHaveLength(1)
  })
})
