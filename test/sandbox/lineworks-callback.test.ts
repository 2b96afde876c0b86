import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signCallback } from '../../src/sandbox/lineworks/sign-callback.ts'
import {
  deskRoom,
  emily,
  type LineWorksDesk,
  misaki,
  misakisChannel,
  ownDomain,
  robin,
  salesRoom,
  startLineWorksDesk,
} from './lineworks-desk.ts'

const nowMs = Date.parse('2026-11-21T01:02:03.456Z')
let desk: LineWorksDesk

beforeAll(async () => {
  desk = await startLineWorksDesk({ wallClock: () => nowMs })
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.answerWith(200)
  await desk.sandbox.control('reset', {})
  desk.callbacks.length = 0
})

it('the signature is that of a known key and body', () => {
  const body =
    '{"type":"message","source":{"userId":"c72af563-0f21-4736-11e4-045237113344","channelId":' +
    '"12345a12-b12c-12d3-e123fghijkl","domainId":40029600},"issuedTime":"2022-01-04T05:16:05.716Z",' +
    '"content":{"type":"text","text":"hello"}}'
  expect(signCallback(body, 'test-bot-secret')).toBe('xmgBSl7eqBANkrJUEmeMTFUAhS+FwNn+6WFw3+eekdw=')
})

describe('a callback', () => {
  it('names the bot and is signed over its bytes', async () => {
    await desk.act('message', { person: misaki, room: deskRoom, text: '料金 🍵' })
    const [callback] = desk.callbacks
    const secret = desk.sandbox.environment.WORKS_BOT_SECRET ?? ''
    expect(callback?.url).toBe('/lineworks/callback')
    expect(callback?.headers).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'x-works-botid': desk.botId,
      'x-works-signature': createHmac('sha256', secret)
        .update(Buffer.from(callback?.body ?? '', 'utf8'))
        .digest('base64'),
    })
  })

  it('carries the time of the wall, wherever the business clock stands', async () => {
    await desk.sandbox.control('clock', { advance: 'P13D' })
    await desk.act('message', { person: misaki, room: deskRoom, text: 'help' })
    expect(JSON.parse(desk.callbacks[0]?.body ?? '')).toMatchObject({
      issuedTime: '2026-11-21T01:02:03.456Z',
    })
    expect(await desk.messages()).toMatchObject([{ at: '2026-12-04T01:02:03.456Z' }])
  })

  it.each([404, 500, 302, undefined])('answered with %s has failed and is not sent again', async (status) => {
    desk.answerWith(status)
    const acted = await desk.act('message', { person: misaki, room: deskRoom, text: 'help' })
    expect(acted).toEqual({ status: 200, outcome: 'failed' })
    expect(desk.callbacks).toHaveLength(1)
    expect(await desk.messages()).toMatchObject([{ author: misaki, payload: { type: 'text', text: 'help' } }])
  })
})

describe('what a person types', () => {
  it('in a group names the channel', async () => {
    const acted = await desk.act('message', { person: emily, room: deskRoom, text: '@Partner Desk help' })
    expect(acted).toEqual({ status: 200, outcome: 'delivered' })
    expect(desk.events()).toEqual([
      {
        type: 'message',
        source: { userId: emily, channelId: deskRoom, domainId: ownDomain },
        content: { type: 'text', text: '@Partner Desk help' },
      },
    ])
    const [message] = await desk.messages()
    expect(message).toMatchObject({ platform: 'lineworks', workspace: String(ownDomain), room: deskRoom })
    expect(message).not.toHaveProperty('person')
  })

  it('in a direct room names no channel, and comes after its beginning', async () => {
    await desk.act('message', { person: misaki, room: misaki, text: 'help' })
    expect(desk.events()).toEqual([
      { type: 'begin', source: { userId: misaki, channelId: misakisChannel, domainId: ownDomain } },
      {
        type: 'message',
        source: { userId: misaki, domainId: ownDomain },
        content: { type: 'text', text: 'help' },
      },
    ])
    expect(await desk.messages()).toMatchObject([{ room: misaki, person: misaki, ephemeral: false }])
  })

  it('in a group without the bot is not sent', async () => {
    const acted = await desk.act('message', { person: misaki, room: salesRoom, text: 'help' })
    expect(acted).toEqual({ status: 200, outcome: 'not_sent' })
    expect(desk.callbacks).toEqual([])
    expect(await desk.messages()).toHaveLength(1)
  })

  it('in another domain comes with all digits of its id', async () => {
    await desk.act('message', { person: robin, room: robin, text: 'help' })
    for (const { body } of desk.callbacks) expect(body).toContain('"domainId":4002960212345678901}')
    expect(await desk.messages()).toMatchObject([{ workspace: '4002960212345678901', person: robin }])
  })

  it.each([
    ['nobody', { person: 'nobody', room: deskRoom, text: 'help' }],
    ['a person in no room', { person: misaki, room: 'nowhere', text: 'help' }],
    ['a person in the room of another', { person: misaki, room: emily, text: 'help' }],
    ['a stranger in a group of the domain', { person: robin, room: deskRoom, text: 'help' }],
    ['a person without words', { person: misaki, room: deskRoom, text: ' ' }],
    ['a person with more than words', { person: misaki, room: deskRoom, text: 'help', thread: '1' }],
  ])('is refused for %s', async (_who, wish) => {
    expect(await desk.act('message', wish)).toEqual({ status: 400 })
    expect(desk.callbacks).toEqual([])
    expect(await desk.messages()).toEqual([])
  })
})

describe('the bot', () => {
  const join = { type: 'join', source: { channelId: salesRoom, domainId: ownDomain } }

  it('hears once that it was invited to a group, and that it was removed', async () => {
    const invite = { person: misaki, room: salesRoom, isMember: true }
    expect(await desk.act('bot', invite)).toEqual({ status: 200, outcome: 'delivered' })
    expect(await desk.act('bot', invite)).toEqual({ status: 200, outcome: 'not_sent' })
    expect((await desk.world()).rooms).toContainEqual(
      expect.objectContaining({ id: salesRoom, isBotMember: true }),
    )
    await desk.act('bot', { ...invite, isMember: false })
    expect(desk.events()).toEqual([join, { ...join, type: 'leave' }])
    await desk.act('message', { person: misaki, room: salesRoom, text: 'help' })
    expect(desk.callbacks).toHaveLength(2)
  })

  it('hears once that a person came to it, until all is reset', async () => {
    for (let visit = 0; visit < 2; visit += 1) await desk.act('begin', { person: emily })
    expect(desk.events()).toMatchObject([{ type: 'begin', source: { userId: emily } }])
    const room = expect.objectContaining({ id: emily, isBotMember: true, isBegun: true })
    expect((await desk.world()).rooms).toContainEqual(room)
    await desk.sandbox.control('reset', {})
    await desk.act('begin', { person: emily })
    expect(desk.callbacks).toHaveLength(2)
  })

  it('hears of the end of a direct room, which a new visit begins again', async () => {
    await desk.act('begin', { person: misaki })
    await desk.act('bot', { person: misaki, room: misaki, isMember: false })
    await desk.act('begin', { person: misaki })
    const source = { userId: misaki, channelId: misakisChannel, domainId: ownDomain }
    expect(desk.events()).toEqual(['begin', 'end', 'begin'].map((type) => ({ type, source })))
  })

  it('cannot be moved by those to whom the room is not open', async () => {
    const invite = { person: robin, room: salesRoom, isMember: true }
    expect(await desk.act('bot', invite)).toEqual({ status: 400 })
    expect(await desk.act('begin', { person: 'nobody' })).toEqual({ status: 400 })
    expect(desk.callbacks).toEqual([])
  })
})

it('acting takes JSON only', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const refused = await fetch(`${desk.sandbox.url}/_sandbox/lineworks/begin`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify({ person: misaki }),
    })
    expect(refused.status).toBe(415)
  }
  expect(desk.callbacks).toEqual([])
})

it('tells of people in five languages, their rooms, and a stranger', async () => {
  const { domain, bot, people, rooms, menu } = await desk.world()
  expect({ domain, bot, menu }).toEqual({
    domain: { id: String(ownDomain), name: 'Sunrise Partners' },
    bot: { id: desk.botId, name: 'Partner Desk' },
    menu: [],
  })
  const members = people.filter(({ kind }) => kind === 'member')
  expect(members.map(({ locale }) => locale)).toEqual(['ja_JP', 'ko_KR', 'en_US', 'zh_TW', 'zh_CN'])
  expect(members.every(({ domainId }) => domainId === domain.id)).toBe(true)
  expect(people.filter(({ kind }) => kind === 'stranger')).toMatchObject([
    { id: robin, domainId: '4002960212345678901' },
  ])
  expect(rooms.filter(({ kind }) => kind === 'group')).toMatchObject([
    { id: deskRoom, isBotMember: true },
    { id: salesRoom, isBotMember: false },
  ])
  const direct = rooms.filter(({ kind }) => kind === 'direct')
  expect(direct.map(({ person }) => person)).toEqual(people.map(({ id }) => id))
  expect(direct.every(({ isBegun }) => isBegun === false)).toBe(true)
})

it('calls people by the names that they have on Slack', async () => {
  const slack = (await (await fetch(`${desk.sandbox.url}/_sandbox/slack`)).json()) as {
    people: { name: string }[]
  }
  const names = slack.people.map(({ name }) => name)
  for (const { name } of (await desk.world()).people) expect(names).toContain(name)
})
