import { describe, expect, it } from 'vitest'
import { isCommand } from '../../src/commands/desk.ts'
import { readCallback } from '../../src/lineworks/event.ts'
import { hear } from '../../src/lineworks/hear.ts'
import { createCutMention } from '../../src/lineworks/mention.ts'
import { begin, channel, domain, inGroup, message, person, roomEvent } from './events.ts'

function heard(
  event: object,
  { name = 'Partner Desk', allowedDomains = undefined as string[] | undefined } = {},
) {
  const read = readCallback(event)
  if (read.kind !== 'event') throw new Error(`read as ${read.kind}`)
  return hear(read.event, { cutMention: createCutMention(name), isCommand, allowedDomains })
}

const wordsIn = (event: object, name?: string) => {
  const found = heard(event, name === undefined ? {} : { name })
  return found?.kind === 'asked' ? found.text : undefined
}

describe('in a direct room', () => {
  it.each([
    ['customer 10000001', 'customer 10000001'],
    ['/customer 10000001', '/customer 10000001'],
    ['  ／customer 10000001 ', '／customer 10000001'],
    ['when does it end?', 'when does it end?'],
    ['> quoted\nwhen does it end?', '> quoted\nwhen does it end?'],
    ['@Partner Desk\n> quoted\nand now?', '> quoted\nand now?'],
    ['Hello @Partner Desk\n> quoted', 'Hello  \n> quoted'],
    ['@Partner Desk expiring', 'expiring'],
    ['<m userId="hanako@example.com"> when does 10000001 end?', 'when does 10000001 end?'],
    ['10000001 <M USERID = "all" />renewal', '10000001  renewal'],
  ])('%j is typed as %j', (text, typed) => {
    expect(heard(message(text))).toMatchObject({ text: typed, isTyped: true, page: 1, fresh: false })
  })

  it.each(['@partner desk', '   ', '\u200b', '/', '?', '？', '<m userId="all">', '@Partner Desk？'])(
    '%j asks for help',
    (text) => {
      expect(heard(message(text))).toMatchObject({ text: 'help', isTyped: false })
    },
  )

  it.each(['sticker', 'image', 'file', 'location', 'audio', 'brand_new'])('a %s asks for help', (type) => {
    expect(wordsIn({ ...message(''), content: { type } })).toBe('help')
  })

  it('the answer goes to the person', () => {
    expect(heard(message('help'))).toMatchObject({ to: { kind: 'users', id: person }, domain: `${domain}` })
  })
})

describe('in a group room', () => {
  it.each([
    ['/customer 10000001', '/customer 10000001'],
    ['／customer 10000001', '／customer 10000001'],
    [' /CUSTOMER 10000001', '/CUSTOMER 10000001'],
    ['/help', '/help'],
    ['/desk digest status', '/desk digest status'],
    ['@Partner Desk customer 10000001', 'customer 10000001'],
    ['@Partner Desk /customer 10000001', '/customer 10000001'],
    ['＠ｐａｒｔｎｅｒ　ＤＥＳＫ　customer 1', 'customer 1'],
    ['customer 10000001 @Partner Desk', 'customer 10000001'],
    ['customer @Partner Desk 10000001', 'customer  10000001'],
    ['すみません@Partner Desk', 'すみません'],
    ['@Partner Desk そらまめさんのトライアルいつまで？', 'そらまめさんのトライアルいつまで?'],
    ['<m userId="u1"> @Partner Desk 10000001?', '10000001?'],
    ['@Partner Desk', 'help'],
    ['@Partner Desk @partner desk ', 'help'],
    ['@Partner Deskさん、customer 10000001', 'customer 10000001'],
    ['@Partner Desk, customer 10000001', 'customer 10000001'],
    ['@Partner Desk：customer 10000001', 'customer 10000001'],
    ['@Partner Desk님 /customer 10000001', '/customer 10000001'],
    ['@Partner Desk!', 'help'],
  ])('%j asks for %j', (text, words) => {
    expect(wordsIn(inGroup(text))).toBe(words)
  })

  it.each([
    'customer 10000001',
    'when does the trial of 10000001 end?',
    '10000001',
    'Partner Desk customer 1',
    '/weather tokyo',
    '/customerx 1',
    '//customer 1',
    '/',
    '/ customer 1',
    'see /customer 1',
    '@Partner customer 1',
    '@Partner Desktop customer 1',
    '@Partner Desk2 customer 1',
    'mail to me@partner desk',
    '',
  ])('%j is for others', (text) => {
    expect(heard(inGroup(text))).toBeUndefined()
  })

  it.each([
    ['パートナーデスク', '@パートナーデスク customer 1'],
    ['パートナーデスク', '@ﾊﾟｰﾄﾅｰﾃﾞｽｸ customer 1'],
    ['파트너 데스크', '@파트너 데스크 customer 1'],
    ['Desk (v2.0)', '@desk (V2.0) customer 1'],
    ['C++', '@c++ customer 1'],
  ])('a bot called %s is named by %j', (name, text) => {
    expect(wordsIn(inGroup(text), name)).toBe('customer 1')
  })

  it('a picture is for others', () => {
    expect(heard({ ...inGroup(''), content: { type: 'image', fileId: '1' } })).toBeUndefined()
  })

  it('the answer goes to the room', () => {
    expect(heard(inGroup('/help'))).toMatchObject({ person, to: { kind: 'channels', id: channel } })
  })
})

describe('a button', () => {
  const postback = (data: string, channelId?: string) => {
    const { content: _, ...event } = message('', channelId ? { channelId } : {})
    return { ...event, type: 'postback', data }
  }

  it.each([
    ['desk:open:1:options 10000001', { text: 'options 10000001', page: 1, fresh: false, locale: undefined }],
    ['desk:refresh:1:options 10000001', { text: 'options 10000001', page: 1, fresh: true }],
    ['desk:page:3:expiring 30', { text: 'expiring 30', page: 3, fresh: false }],
    ['desk:page_zh_TW:3:expiring 30', { text: 'expiring 30', page: 3, locale: 'zh-TW' }],
  ])('%j asks, as a message and as an event, in every room', (data, asked) => {
    for (const event of [
      message('Options', { postback: data }),
      inGroup('Options', { postback: data }),
      postback(data),
      postback(data, channel),
    ]) {
      expect(heard(event)).toMatchObject({ ...asked, isTyped: false })
    }
  })

  it('that is not ours leaves a message to its text', () => {
    expect(wordsIn(message('/help customer', { postback: 'other=1' }))).toBe('/help customer')
    expect(heard(inGroup('Yes', { postback: 'other=1' }))).toBeUndefined()
    expect(heard(postback('other=1', channel))).toBeUndefined()
    expect(wordsIn(postback('other=1'))).toBe('help')
  })
})

describe('the arrival of the bot', () => {
  it('is greeted in the direct room that begins, and in the room that it joins', () => {
    expect(heard(begin())).toMatchObject({ kind: 'greeted', to: { kind: 'users', id: person } })
    expect(heard(roomEvent('join'))).toMatchObject({ kind: 'greeted', to: { kind: 'channels', id: channel } })
  })
})

describe('a domain that is not allowed', () => {
  const elsewhere = { allowedDomains: ['10000001'] }

  it.each([
    ['is told so in a direct room', message('anything'), 'foreign'],
    ['is told so where it speaks to the bot', inGroup('/help'), 'foreign'],
    ['is not spoken to otherwise', inGroup('hello'), undefined],
    ['is not greeted in a direct room', begin(), undefined],
    ['is not greeted in a room', roomEvent('join'), undefined],
  ])('%s', (_, event, kind) => {
    expect(heard(event, elsewhere)?.kind).toBe(kind)
    expect(heard(event, { allowedDomains: ['1', `${domain}`] })?.kind).not.toBe('foreign')
  })
})
