import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  deskRoom,
  emily,
  hello,
  type LineWorksDesk,
  misaki,
  misakisChannel,
  ownDomain,
  robin,
  salesRoom,
  startLineWorksDesk,
} from './lineworks-desk.ts'

const options = {
  type: 'message',
  label: 'Options',
  i18nLabels: [{ language: 'ja_JP', label: 'オプション' }],
  text: '/options 10000001',
  postback: 'desk:open:1:options 10000001',
}
const buy = { type: 'postback', label: 'Buy', data: 'action=buy', displayText: 'Bought' }
const visit = { type: 'uri', label: 'Visit', uri: 'https://example.com/' }

const contents = {
  'a flex button': (action: object) => ({
    type: 'flex',
    altText: 'x',
    contents: {
      type: 'bubble',
      footer: { type: 'box', layout: 'vertical', contents: [{ type: 'button', action }] },
    },
  }),
  'a button template': (action: object) => ({
    type: 'button_template',
    contentText: 'x',
    actions: [visit, action],
  }),
  'a list template': (action: object) => ({
    type: 'list_template',
    elements: [{ title: 'x' }],
    actions: [[visit, action]],
  }),
  'a quick reply': (action: object) => ({ type: 'text', text: 'x', quickReply: { items: [{ action }] } }),
}
const carousel = (action: object) => ({ type: 'carousel', columns: [{ text: 'x', actions: [action] }] })

let desk: LineWorksDesk

beforeAll(async () => {
  desk = await startLineWorksDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.answerWith(200)
  await desk.sandbox.control('reset', {})
  desk.callbacks.length = 0
})

/** What the bot said last, in the group unless told. */
async function post(content: object, path = `channels/${deskRoom}/messages`): Promise<string> {
  const answer = await desk.bot(path, { content })
  expect(await answer.text()).toBe('')
  expect(answer.status).toBe(201)
  return (await desk.messages()).at(-1)?.id ?? ''
}

describe('a pressed message action', () => {
  it.each(Object.entries(contents))('of %s says its text and brings its postback', async (_where, wrap) => {
    const message = await post(wrap(options))
    expect(await desk.act('press', { person: emily, message, action: options })).toEqual({
      status: 200,
      outcome: 'delivered',
    })
    expect(desk.events()).toEqual([
      {
        type: 'message',
        source: { userId: emily, channelId: deskRoom, domainId: ownDomain },
        content: { type: 'text', text: options.text, postback: options.postback },
      },
    ])
    expect((await desk.messages()).at(-1)).toMatchObject({
      author: emily,
      payload: { type: 'text', text: options.text },
    })
  })

  it('without text says its label in the language of the person', async () => {
    const { text: _left, ...action } = options
    const message = await post(contents['a button template'](action))
    for (const person of [misaki, emily]) await desk.act('press', { person, message, action })
    expect(desk.events()).toMatchObject([
      { content: { text: 'オプション', postback: options.postback } },
      { content: { text: 'Options', postback: options.postback } },
    ])
  })

  it('may say another text in another language', async () => {
    const action = { ...options, i18nTexts: [{ language: 'ja_JP', text: '/オプション' }] }
    const message = await post(contents['a quick reply'](action))
    await desk.act('press', { person: misaki, message, action })
    expect(desk.events()).toMatchObject([{ content: { text: '/オプション' } }])
  })

  it('in a direct room is a message without a channel', async () => {
    await desk.act('begin', { person: misaki })
    const message = await post(contents['a flex button'](options), `users/${misaki}/messages`)
    await desk.act('press', { person: misaki, message, action: options })
    expect(desk.events().at(-1)).toMatchObject({ source: { userId: misaki, domainId: ownDomain } })
    expect(desk.events().at(-1)).not.toHaveProperty('source.channelId')
  })

  it('in a group that the bot has left is seen by people alone', async () => {
    const message = await post(contents['a flex button'](options))
    await desk.act('bot', { person: misaki, room: deskRoom, isMember: false })
    const pressed = await desk.act('press', { person: emily, message, action: options })
    expect(pressed).toEqual({ status: 200, outcome: 'not_sent' })
    expect(desk.events()).toMatchObject([{ type: 'leave' }])
  })
})

describe('a pressed postback action', () => {
  it('of a carousel shows its words and sends its data', async () => {
    const message = await post(carousel(buy))
    await desk.act('press', { person: emily, message, action: buy })
    expect(desk.events()).toEqual([
      {
        type: 'postback',
        source: { userId: emily, channelId: deskRoom, domainId: ownDomain },
        data: 'action=buy',
      },
    ])
    expect((await desk.messages()).at(-1)?.payload).toEqual({ type: 'text', text: 'Bought' })
  })

  it('without words is not seen, and names the channel of a direct room too', async () => {
    const { displayText: _left, ...action } = buy
    await desk.act('begin', { person: misaki })
    const message = await post(carousel(action), `users/${misaki}/messages`)
    await desk.act('press', { person: misaki, message, action })
    expect(desk.events().at(-1)).toMatchObject({ type: 'postback', source: { channelId: misakisChannel } })
    expect(await desk.messages()).toHaveLength(1)
  })
})

describe('a press', () => {
  it.each([
    ['of an action that is not in the message', { action: { ...options, label: 'Other' } }],
    ['of no action', { action: undefined }],
    ['of an action that stays on the device', { action: visit }],
    ['of no message', { message: 'none' }],
    ['by a stranger', { person: robin }],
  ])('%s is refused', async (_what, changes) => {
    const message = await post(contents['a button template'](options))
    const wish = { person: emily, message, action: options, ...changes }
    expect(await desk.act('press', wish)).toEqual({ status: 400 })
    expect(desk.callbacks).toEqual([])
  })

  it('of what another person reads alone is refused', async () => {
    await desk.act('begin', { person: misaki })
    const message = await post(contents['a flex button'](options), `users/${misaki}/messages`)
    expect(await desk.act('press', { person: emily, message, action: options })).toEqual({ status: 400 })
  })

  it('finds the action whatever the order of its fields', async () => {
    const message = await post(contents['a flex button'](options))
    const action = Object.fromEntries(Object.entries(options).reverse())
    expect(await desk.act('press', { person: emily, message, action })).toMatchObject({
      outcome: 'delivered',
    })
  })
})

describe('the persistent menu', () => {
  const help = { type: 'message', label: 'Help', postback: 'desk:open:1:help' }
  const menu = { content: { actions: [options, help, visit] } }

  it('is registered, read back, replaced, and there after a reset', async () => {
    const path = `/bots/${desk.botId}/persistentmenu`
    expect((await desk.api(path)).status).toBe(404)
    const created = await desk.bot('persistentmenu', menu)
    expect([created.status, await created.text()]).toEqual([201, ''])
    expect(await (await desk.api(path)).json()).toEqual(menu)
    await desk.bot('persistentmenu', { content: { actions: [help] } })
    expect((await desk.world()).menu).toEqual([{ ...help, text: 'Help' }])
    await desk.sandbox.control('reset', {})
    expect((await desk.world()).menu).toHaveLength(1)
  })

  it('is pressed like a message action, in rooms of the person', async () => {
    await desk.bot('persistentmenu', menu)
    await desk.act('begin', { person: misaki })
    await desk.act('menu', { person: misaki, room: misaki, index: 0 })
    await desk.act('menu', { person: misaki, room: misaki, index: 1 })
    expect(desk.events().slice(1)).toMatchObject([
      { content: { text: options.text, postback: options.postback } },
      { content: { text: 'Help', postback: help.postback } },
    ])
    for (const [room, index] of [
      [misaki, 2],
      [misaki, 3],
      [emily, 0],
    ])
      expect(await desk.act('menu', { person: misaki, room, index })).toEqual({ status: 400 })
  })

  it.each([
    ['no button', []],
    ['five buttons', Array.from({ length: 5 }, () => help)],
    ['a label that is too long', [{ ...help, label: 'x'.repeat(1001) }]],
    ['a postback action', [buy]],
  ])('with %s is refused', async (_what, actions) => {
    const refused = await desk.bot('persistentmenu', { content: { actions } })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'INVALID_PARAMETER' })
  })
})

it('a message of the bot reaches a group only where it is in', async () => {
  expect((await desk.bot(`channels/${salesRoom}/messages`, hello)).status).toBe(403)
  await desk.act('bot', { person: misaki, room: salesRoom, isMember: true })
  expect((await desk.bot(`channels/${salesRoom}/messages`, hello)).status).toBe(201)
})
