import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Topics } from '../../src/core/topics.ts'
import { createTopics } from '../../src/storage/topics.ts'
import { useSharedStore } from '../helpers/shared-store.ts'
import { type Line, startTalk } from './talk.ts'

type Said = readonly [line: string | Line, answer: string | undefined]

const store = useSharedStore('topic')
let topics: Topics
let talk: ReturnType<typeof startTalk>

beforeEach(() => {
  topics = createTopics(store().db)
  talk = startTalk(topics)
})

/** A thread, said and answered. */
async function hold(...said: readonly Said[]): Promise<void> {
  for (const [line, answer] of said) {
    const text = typeof line === 'string' ? { text: line } : line
    expect([text.text, await talk.say(text)]).toEqual([text.text, answer])
    // People do not write within one millisecond.
    await sql`update topic set asked_at = asked_at - interval '1 second'`.execute(store().db)
  }
}

describe('a follow-up that names nobody', () => {
  it('is about the customer of its thread', () =>
    hold(
      ['@ when does the trial of 10000021 end?', 'about 10000021 trial'],
      ['@ and its options?', 'about 10000021 options'],
      [{ text: '@ and its options?', thread: 't2' }, expect.stringMatching(/^\?/)],
    ))

  it('is so without a mention where questions are heard', () =>
    hold(
      ['山田商店さんのトライアルはいつまでですか？', 'about 10000002 trial'],
      ['オプションは何が入っていますか？', 'about 10000002 options'],
      [{ text: 'オプションは何が入っていますか？', thread: 't2' }, undefined],
    ))

  it('means whom the one who writes has asked about last, where two customers are in one thread', () =>
    hold(
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ 10000022 plan?', 'about 10000022 plan'],
      ['@ when does it renew?', expect.stringMatching(/^about 10000022 /)],
      ['@ 10000021 options?', 'about 10000021 options'],
      ['@ how many licenses?', 'about 10000021 licenses'],
    ))

  it('means each one’s own, where two people are in one thread', () =>
    hold(
      [{ from: 'U1', text: '@ 10000021 plan?' }, 'about 10000021 plan'],
      [{ from: 'U2', text: '@ 山田商店のプランは？' }, 'about 10000002 plan'],
      [{ from: 'U1', text: '@ how many licenses?' }, 'about 10000021 licenses'],
      [{ from: 'U2', text: '@ ライセンス数は？' }, 'about 10000002 licenses'],
    ))

  it('of somebody who has not asked yet is about the thread’s one customer, and is asked back where there are two', () =>
    hold(
      [{ from: 'U1', text: '@ 10000021 plan?' }, 'about 10000021 plan'],
      [{ from: 'U2', text: '@ how many licenses?' }, 'about 10000021 licenses'],
      [{ from: 'U3', text: '@ 10000022 plan?' }, 'about 10000022 plan'],
      [
        { from: 'U4', text: '@ how many licenses?' },
        expect.stringMatching(/^\?.* about 10000022 licenses \| about 10000021 licenses/),
      ],
      [{ from: 'U4', text: 'how many licenses?' }, undefined],
    ))

  it('is about whoever is named in the thread that the bot is called into', () =>
    hold(
      [
        { text: '@ いつまでのトライアルですか？', before: ['そらまめ建設さんの件です', '了解です'] },
        'about 10000001 trial',
      ],
      ['@ MXは？', 'about 10000001 domain'],
    ))

  it('is asked back where the thread names two', () =>
    hold([
      { text: '@ how many licenses?', before: ['10000021 called', 'and so did 10000022'] },
      expect.stringMatching(/^\?.* about 10000022 licenses \| about 10000021 licenses/),
    ]))

  it('in a room without threads is about what the same person has asked there', () =>
    hold(
      [{ text: '@ 10000021 plan?', thread: null }, 'about 10000021 plan'],
      [{ text: '@ and its options?', thread: null }, 'about 10000021 options'],
      [{ from: 'U2', text: '@ and its options?', thread: null }, expect.stringMatching(/^\?/)],
    ))

  it('is none where somebody is named whom nobody knows', () =>
    hold(
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ trial of Initech?', expect.not.stringContaining('10000021')],
      ['trial of Initech?', undefined],
      ['@ 大同公司的方案是什麼？', expect.not.stringContaining('10000021')],
      ['大同公司的方案是什麼？', undefined],
    ))

  it('is not about the thread’s customer where an ID stands as code, or a name in quotation marks', () =>
    hold(
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ when does the trial of `10000022` end?', 'about 10000022 trial'],
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ trial of "Initech"?', expect.not.stringContaining('10000021')],
      ['`initech.example` options?', undefined],
    ))

  it('is about each of those who were asked about together, so that it is asked back', () =>
    hold(
      ['@ trial of 10000021 and 10000022?', 'about 10000021,10000022 trial'],
      [
        '@ and the renewal?',
        expect.stringMatching(/^\?.*about 1000002[12] renewal.*about 1000002[12] renewal/),
      ],
      ['and the options?', undefined],
    ))

  it('is about nobody whom somebody only looked up for themselves', () =>
    hold(
      [{ text: '10000022 trial until when?', isLookUp: true }, 'about 10000022 trial'],
      [{ from: 'U2', text: 'and the options?' }, undefined],
    ))

  it('takes no number of an order or a ticket for a customer', () =>
    hold(
      ['注文番号10000021のトライアルは？', undefined],
      ['@ ticket 10000021: when does the trial end?', expect.stringMatching(/^\?/)],
    ))

  it('needs a matter: other talk is not about the thread’s customer', () =>
    hold(
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ who are you?', expect.not.stringContaining('10000021')],
    ))

  it('goes on in the thread that the answer began, also of somebody else and without a mention', () =>
    hold(
      [{ text: '@ 10000021 plan?', thread: null, opens: 't1' }, 'about 10000021 plan'],
      [{ from: 'U2', text: '@ how many licenses?' }, 'about 10000021 licenses'],
      [{ from: 'U3', text: 'and the options?' }, 'about 10000021 options'],
    ))

  it('is about the customer of a command, too', () =>
    hold(['@ options 10000021', 'options 10000021'], ['@ when does the trial end?', 'about 10000021 trial']))

  it('is asked back, and nothing is lost, where nothing can be remembered', async () => {
    const broken: Topics = {
      find: () => Promise.reject(new Error('the store is down')),
      note: () => Promise.reject(new Error('the store is down')),
    }
    talk = startTalk(broken)
    await hold(
      ['@ 10000021 plan?', 'about 10000021 plan'],
      ['@ how many licenses?', expect.stringMatching(/^\?/)],
    )
  })
})

describe('what is said to the bot', () => {
  it.each([
    ['@', 'help'],
    ['@ ?', 'help'],
    ['@ ？！', 'help'],
    ['@ customer 10000021', 'customer 10000021'],
    ['@ /customer 10000021', 'customer 10000021'],
    ['@ /desk customer 10000021', 'customer 10000021'],
    ['@ ／ｄｅｓｋ　/help digest', 'help digest'],
    ['@ /desk', 'help'],
    ['@ ／customer 10000021', 'customer 10000021'],
    ['@ renewal 10000021 Drive', 'renewal 10000021 Drive'],
    ['@ expiring 30', 'expiring 30'],
    ['@ customer Acme Foods asks when their trial ends?', 'about 10000021 trial'],
    ['@ options for 10000021?', 'about 10000021 options'],
    ['@ options 10000021?', 'about 10000021 options'],
    ['@ scheduled changes for Acme Foods', 'about 10000021 scheduled'],
    ['@ contact for 10000021?', 'about 10000021 contact'],
    ['@ renewal 10000021', 'about 10000021 renewal'],
    ['@ renewal 10000021 Nothing at all', 'renewal 10000021 Nothing at all'],
    ['@ customer acme', 'customer acme'],
    ['@ customer qqzzqq', 'customer qqzzqq'],
    ['@ expiring soon', 'expiring soon'],
    ['@ help me', 'help me'],
    ['@ /options for 10000021?', 'options for 10000021?'],
    ['@ 10000021', 'about 10000021 -'],
    ['@ 99887766 plan?', 'about 99887766 plan'],
    ['@ plan and trial of 10000021 and 10000022?', 'about 10000021,10000022 plan,trial'],
  ])('%s', (text, line) => hold([text, line]))

  it('is answered in silence where it only thanks', () =>
    hold(['@ thanks!', undefined], ['@ ありがとうございます', undefined], ['@ 감사합니다', undefined]))

  it('is asked back with each of them where it names more than fit in one answer', () =>
    hold([
      '@ trial of 10000021, 10000022, 10000023 and 10000024?',
      expect.stringMatching(/^\?.* about 10000021 trial .* about 10000024 trial/),
    ]))

  it('is no order where a button alone gives one', () =>
    hold(
      ['@ done thanks', expect.stringMatching(/^\?/)],
      ['@ item 3 of the list?', expect.stringMatching(/^\?/)],
    ))

  it('is asked back where the matter is open', () =>
    hold(['@ Acme Foods are unhappy with us', expect.stringMatching(/^\?.* about 10000021 plan/)]))

  it('is asked back with the nearest where a name is misspelt', () =>
    hold(['@ plan of Nortwnd Tradrs?', expect.stringMatching(/about 10000022 plan/)]))

  it('is answered by ID where customers cannot be searched', async () => {
    talk = startTalk(topics, { isKnown: false })
    await hold(['@ 10000021 plan?', 'about 10000021 plan'])
  })

  it('is spoken of in its own language, and a command in the readers’', async () => {
    await talk.say({ text: '@ 10000021 plan?', call: { isForRoom: true } })
    await talk.say({ text: '@ customer 10000021', call: { isForRoom: true } })
    await talk.say({ text: '@ customer 10000021' })
    expect(talk.spokenIn).toEqual(['en', 'ko', 'ja'])
  })

  it('is for the room where it may be, and what is private never', async () => {
    await talk.say({ text: '@ 10000021 plan?', call: { isForRoom: true } })
    await talk.say({ text: '@ contact 10000021', call: { isForRoom: true } })
    expect(talk.asked.map(({ isForRoom }) => isForRoom)).toEqual([true, undefined])
  })

  it('carries a button by which a wrong answer is reported', async () => {
    const reply = await talk.converse({ text: '@ 10000021 plan?' })
    expect(reply?.card.actions.map(({ command }) => command.split(' ')[0])).toEqual(['wrong'])
    const back = await talk.converse({ text: '@ what gives?' })
    expect(back?.card.actions.map(({ command }) => command.split(' ')[0])).toEqual(['help', 'wrong'])
  })

  it('carries none where it was looked up: others wrote it', async () => {
    const reply = await talk.converse({ text: '10000021 plan?', isLookUp: true })
    expect(reply?.card.actions).toEqual([])
  })
})

describe('a message that is looked up', () => {
  it('gives its customer, whether it asks or not', () =>
    hold(
      [{ text: 'Acme Foods called about the invoice', isLookUp: true }, 'about 10000021 -'],
      [{ text: '山田商店、トライアルいつまで？', isLookUp: true, thread: 't2' }, 'about 10000002 trial'],
      [{ text: 'thanks!', isLookUp: true, thread: 't3' }, expect.stringMatching(/^\?/)],
    ))
})

describe('an answer that there is none', () => {
  it('is given to whoever spoke to the bot, and makes its customer no topic', async () => {
    talk.fail = 'not_found'
    await hold(['@ 99887766 plan?', expect.stringMatching(/^error: about 99887766 plan/)])
    talk.fail = undefined
    await hold(['@ and the options?', expect.stringMatching(/^\?/)])
  })

  it('is kept from those who did not', async () => {
    talk.fail = 'partner_down'
    await hold(['when does the trial of Acme Foods end?', undefined])
  })
})

describe('a message to others', () => {
  it('of more than a thousand characters is not read', async () => {
    const question = 'when does the trial of Acme Foods end?'
    await hold([question, 'about 10000021 trial'], [`${question}${' '.repeat(1000)}`, undefined])
  })

  it.each([
    'thanks!',
    'when is lunch?',
    'I told Acme Foods about the renewal',
    '誰か山田商店さんに電話した？',
    'customer 10000021',
    'plan?',
    '10000021',
    '```when does the trial of 10000021 end?```',
    '> when does the trial of 10000021 end?',
  ])('gets no answer: %s', (text) => hold([text, undefined]))

  it.each([
    ['when does the trial of Acme Foods end?', 'about 10000021 trial'],
    ['해솔전자 체험판 언제 끝나요?', 'about 10000011 trial'],
    ['宏達貿易的試用到什麼時候？', 'about 10000031 trial'],
    ['北京万通物流的试用什么时候到期？', 'about 10000044 trial'],
  ])('that asks clearly is answered: %s', (text, line) => hold([text, line]))
})
