import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import { gate } from '../helpers/gate.ts'
import { stalled } from '../helpers/troubled-inbox.ts'
import { channel, domain, inGroup, message, noon, person } from './events.ts'
import type { LineWorksDesk } from './lineworks-desk.ts'
import { koreanRoom, question, reply, replyTo, sent, shown, words } from './question-desk.ts'
import { takeOver } from './take-over.ts'
import { useLineWorksDesks } from './use-lineworks-desks.ts'

const { store, start } = useLineWorksDesks({ converse: reply() })

const silence: DeskPorts['converse'] = async () => undefined

const logged = (desk: LineWorksDesk, text: string) => desk.log.lines.filter((each) => each.message === text)

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

describe('a question that a process has left', () => {
  /** Leaves it while it is being thought about. */
  async function leave(event: object) {
    const { opened, open } = gate()
    const converse: DeskPorts['converse'] = (said) => opened.then(() => replyTo(said))
    const first = await start({ converse }, stalled(store.inbox()))
    await first.callback(event)
    await vi.waitUntil(() => first.heard.length === 1, { interval: 1, timeout: 20_000 })
    return { first, wake: open }
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
